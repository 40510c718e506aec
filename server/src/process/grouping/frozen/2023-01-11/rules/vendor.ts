/** Copied dependencies, of any language. Facts: see NOTICE. */
export const VENDOR_RULES = String.raw`
path:**/vendor/** -app
`;
