/** Dart compiled to JavaScript. Facts: see NOTICE. */
export const DART_RULES = String.raw`
family:javascript stack.abs_path:org-dartlang-sdk:///** -app -group
family:javascript module:**/packages/flutter/** -app
`;
