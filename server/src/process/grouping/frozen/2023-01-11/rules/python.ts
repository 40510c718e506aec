/** Installed Python packages. Facts: see NOTICE. */
export const PYTHON_RULES = String.raw`
path:**/site-packages/** -app
path:**/dist-packages/** -app
`;
