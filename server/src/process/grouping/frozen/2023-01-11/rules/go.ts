/** Go modules. Facts: see NOTICE. */
export const GO_RULES = String.raw`
path:**/go/pkg/mod/** -app
`;
