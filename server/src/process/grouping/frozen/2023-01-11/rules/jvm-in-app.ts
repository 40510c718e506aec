/** JVM runtimes and frameworks. Facts: see NOTICE. */
export const JVM_IN_APP_RULES = String.raw`
module:jdk.* -app
module:sun.* -app
module:com.sun.* -app
module:java.* -app
module:scala.* -app
module:akka.* -app
module:javax.* -app
module:org.apache.* -app
module:org.springframework.* -app
module:org.glassfish.* -app
module:org.jboss.* -app
module:feign.* -app
module:io.opentelemetry.* -app
module:io.sentry.* -app -group
module:kotlin.* -app
module:kotlinx.* -app
module:io.ktor.* -app
module:io.netty.* -app
`;
