export function missingEngine(
  root: string,
  system?: string,
): { readonly name: string; readonly version: string } | undefined;
