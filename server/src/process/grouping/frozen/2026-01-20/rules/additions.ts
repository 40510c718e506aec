/** What 2026-01-20 adds to the rules of 2023-01-11: game engines, Flutter, SDK frames, and what follows from two more categories. */
export const ADDED_RULES = String.raw`
family:native function:FDebug::* -app -group
family:native function:StaticFailDebug* -app -group
family:native function:DispatchCheckVerify* -app -group
family:native function:il2cpp::* -app -group
path:org-dartlang-sdk:///** -app -group
path:package:flutter/** -app -group
path:package:sentry*/** -app -group
category:system -app
category:framework -app -group
`;
