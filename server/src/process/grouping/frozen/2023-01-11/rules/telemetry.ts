/** Other agents in the page or the process. Facts: see NOTICE. */
export const TELEMETRY_RULES = String.raw`
module:newrelic -app -group
path:**/*newrelic*/** -app -group
path:**/*LogRocket*/** -app -group
`;
