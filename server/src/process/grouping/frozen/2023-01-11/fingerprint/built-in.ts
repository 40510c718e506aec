/** Applied after the project's own rules. Facts: Sentry's `javascript@2024-02-02`; messages of React (MIT). */
export const BUILT_IN_FINGERPRINT_RULES = `
family:javascript type:"ChunkLoadError" -> chunkloaderror
family:javascript value:"ChunkLoadError*" -> chunkloaderror
family:javascript tags.transaction:"*" message:"Text content does not match server-rendered HTML." -> hydrationerror, {{ tags.transaction }}
family:javascript tags.transaction:"*" message:"Hydration failed because the initial UI does not match what was rendered on the server." -> hydrationerror, {{ tags.transaction }}
family:javascript tags.transaction:"*" message:"There was an error while hydrating. Because the error happened outside of a Suspense boundary, the entire root will switch to client rendering." -> hydrationerror, {{ tags.transaction }}
family:javascript tags.transaction:"*" message:"There was an error while hydrating this Suspense boundary. Switched to client rendering." -> hydrationerror, {{ tags.transaction }}
family:javascript tags.transaction:"*" message:"This Suspense boundary received an update before it finished hydrating. This caused the boundary to switch to client rendering. The usual way to fix this is to wrap the original update in startTransition." -> hydrationerror, {{ tags.transaction }}
`;
