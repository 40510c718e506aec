/** Traces that mobile SDKs report from the other end. Facts: see NOTICE. */
export const MOBILE_RULES = String.raw`
error.mechanism:ANR invert-stacktrace=1
error.mechanism:NSError invert-stacktrace=1
`;
