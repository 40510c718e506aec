/** Native frames: what is the app, what the system, where panics and throws begin, what crash reporters add. Facts: see NOTICE. */
export const NATIVE_IN_APP_RULES = String.raw`
family:native package:/var/containers/Bundle/Application/** +app
family:native package:/private/var/containers/Bundle/Application/** +app
family:native package:**/Developer/CoreSimulator/Devices/** +app
family:native package:**/Containers/Bundle/Application/** +app
family:native package:/lib/** -app
family:native package:/usr/lib/** -app
family:native path:/usr/local/lib/** -app
family:native path:/usr/local/Cellar/** -app
family:native package:linux-gate.so* -app
family:native package:**.app/Contents/** +app
family:native package:/Users/** +app
family:native function:std::* -app
family:native function:core::* -app
family:native function:alloc::* -app
family:native function:__rust_* -app
family:native function:std::panicking::begin_panic ^-group -group ^-app -app
family:native function:core::panicking::begin_panic ^-group -group ^-app -app
family:native function:failure::backtrace::Backtrace::new ^-group -group ^-app -app
family:native function:error_chain::make_backtrace ^-group -group ^-app -app
family:native function:_CxxThrowException ^-group -group ^-app -app
family:native function:__cxa_throw ^-group -group ^-app -app
family:native function:__assert_rtn ^-group -group ^-app -app
family:native function:_NSRaiseError ^-group -group ^-app -app
family:native function:_mh_execute_header -group -app
family:native function:google_breakpad::* -app -group
family:native function:google_breakpad::ExceptionHandler::SignalHandler ^-group -group
family:native function:google_breakpad::ExceptionHandler::WriteMinidumpWithException ^-group -group
family:native package:**/Frameworks/libswift*.dylib -app
family:native package:**/Frameworks/KSCrash.framework/** -app
family:native package:**/Frameworks/SentrySwift.framework/** -app
family:native package:**/Frameworks/Sentry.framework/** -app
family:native function:kscm_* -app -group
family:native function:sentrycrashcm_* -app -group
family:native function:kscrash_* -app -group
family:native function:*sentrycrash_* -app -group
family:native function:"?[[]KSCrash*" -app -group
family:native function:"?[[]RNSentry*" -app -group
family:native function:"__*[[]Sentry*" -app -group
family:native function:"?[[]Sentry*" -app -group
`;
