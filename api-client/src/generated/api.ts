// Made by tools/openapi from the schemas of the API. Not edited by hand.
export interface paths {
    "/api/0/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            auth: {
                                scopes: string[];
                            } | null;
                            user: components["schemas"]["User"] | null;
                            version: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/api-tokens/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dateCreated: string;
                            dateLastUsed: string | null;
                            expiresAt: string | null;
                            id: string;
                            name: string;
                            scopes: string[];
                            tokenLastCharacters: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        organization?: string;
                        scopes: ("org:read" | "org:write" | "org:admin" | "org:integrations" | "org:ci" | "org:billing" | "member:read" | "member:invite" | "member:write" | "member:admin" | "team:read" | "team:write" | "team:admin" | "project:read" | "project:write" | "project:admin" | "project:releases" | "project:distribution" | "event:read" | "event:write" | "event:admin" | "alerts:read" | "alerts:write")[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dateCreated: string;
                            dateLastUsed: string | null;
                            expiresAt: string | null;
                            id: string;
                            name: string;
                            scopes: string[];
                            token: string;
                            tokenLastCharacters: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/api-tokens/{token}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/auth/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["User"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/issues/{issue}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    issue: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activity: {
                                data: {
                                    [key: string]: unknown;
                                };
                                dateCreated: string;
                                id: string;
                                sentry_app: null;
                                type: string;
                                user: {
                                    email: string;
                                    id: string;
                                    name: string;
                                } | null;
                            }[];
                            annotations: {
                                displayName: string;
                                url: string;
                            }[];
                            assignedTo: components["schemas"]["Actor"] | null;
                            count: string;
                            culprit: string | null;
                            firstRelease: {
                                dateCreated: string | null;
                                shortVersion: string;
                                version: string;
                            } | null;
                            firstSeen: string;
                            hasSeen: boolean;
                            id: string;
                            inbox: null;
                            integrationIssues: {
                                [key: string]: unknown;
                            }[];
                            isBookmarked: boolean;
                            isPublic: boolean;
                            isSubscribed: boolean;
                            issueCategory: string;
                            issueType: string;
                            isUnhandled: boolean;
                            lastRelease: {
                                dateCreated: string | null;
                                shortVersion: string;
                                version: string;
                            } | null;
                            lastSeen: string;
                            level: string;
                            logger: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            numComments: number;
                            owners: {
                                date_added: string;
                                owner: string;
                                type: string;
                            }[];
                            participants: {
                                email: string;
                                id: string;
                                name: string;
                            }[];
                            permalink: string;
                            platform: string | null;
                            pluginActions: {
                                [key: string]: unknown;
                            }[];
                            pluginContexts: {
                                [key: string]: unknown;
                            }[];
                            pluginIssues: {
                                [key: string]: unknown;
                            }[];
                            priority: string | null;
                            priorityLockedAt: string | null;
                            project: components["schemas"]["ProjectReference"];
                            seenBy: {
                                email: string;
                                id: string;
                                lastSeen: string;
                                name: string;
                            }[];
                            seerAutofixLastTriggered: string | null;
                            seerExplorerAutofixLastTriggered: string | null;
                            seerFixabilityScore: number | null;
                            sentryAppIssues: {
                                [key: string]: unknown;
                            }[];
                            shareId: string | null;
                            shortId: string;
                            stats: {
                                [key: string]: number[][];
                            };
                            status: string;
                            statusDetails: {
                                [key: string]: unknown;
                            };
                            subscriptionDetails: null;
                            substatus: string | null;
                            tags: {
                                key: string;
                                name: string;
                                totalValues: number;
                            }[];
                            title: string;
                            type: string;
                            userCount: number;
                            userReportCount: number;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    issue: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["IssueUpdate"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activity: {
                                data: {
                                    [key: string]: unknown;
                                };
                                dateCreated: string;
                                id: string;
                                sentry_app: null;
                                type: string;
                                user: {
                                    email: string;
                                    id: string;
                                    name: string;
                                } | null;
                            }[];
                            annotations: {
                                displayName: string;
                                url: string;
                            }[];
                            assignedTo: components["schemas"]["Actor"] | null;
                            count: string;
                            culprit: string | null;
                            firstRelease: {
                                dateCreated: string | null;
                                shortVersion: string;
                                version: string;
                            } | null;
                            firstSeen: string;
                            hasSeen: boolean;
                            id: string;
                            inbox: null;
                            integrationIssues: {
                                [key: string]: unknown;
                            }[];
                            isBookmarked: boolean;
                            isPublic: boolean;
                            isSubscribed: boolean;
                            issueCategory: string;
                            issueType: string;
                            isUnhandled: boolean;
                            lastRelease: {
                                dateCreated: string | null;
                                shortVersion: string;
                                version: string;
                            } | null;
                            lastSeen: string;
                            level: string;
                            logger: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            numComments: number;
                            owners: {
                                date_added: string;
                                owner: string;
                                type: string;
                            }[];
                            participants: {
                                email: string;
                                id: string;
                                name: string;
                            }[];
                            permalink: string;
                            platform: string | null;
                            pluginActions: {
                                [key: string]: unknown;
                            }[];
                            pluginContexts: {
                                [key: string]: unknown;
                            }[];
                            pluginIssues: {
                                [key: string]: unknown;
                            }[];
                            priority: string | null;
                            priorityLockedAt: string | null;
                            project: components["schemas"]["ProjectReference"];
                            seenBy: {
                                email: string;
                                id: string;
                                lastSeen: string;
                                name: string;
                            }[];
                            seerAutofixLastTriggered: string | null;
                            seerExplorerAutofixLastTriggered: string | null;
                            seerFixabilityScore: number | null;
                            sentryAppIssues: {
                                [key: string]: unknown;
                            }[];
                            shareId: string | null;
                            shortId: string;
                            stats: {
                                [key: string]: number[][];
                            };
                            status: string;
                            statusDetails: {
                                [key: string]: unknown;
                            };
                            subscriptionDetails: null;
                            substatus: string | null;
                            tags: {
                                key: string;
                                name: string;
                                totalValues: number;
                            }[];
                            title: string;
                            type: string;
                            userCount: number;
                            userReportCount: number;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    issue: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/issues/{issue}/activities/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    issue: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activity: {
                                data: {
                                    [key: string]: unknown;
                                };
                                dateCreated: string;
                                id: string;
                                sentry_app: null;
                                type: string;
                                user: {
                                    email: string;
                                    id: string;
                                    name: string;
                                } | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/issues/{issue}/events/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    end?: string;
                    environment?: string[];
                    full?: string;
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    start?: string;
                    statsPeriod?: string;
                };
                header?: never;
                path: {
                    issue: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": ({
                            _meta: {
                                [key: string]: unknown;
                            };
                            context: {
                                [key: string]: unknown;
                            } | null;
                            contexts: {
                                [key: string]: unknown;
                            } | null;
                            crashFile: string | null;
                            culprit: string | null;
                            dateCreated: string;
                            dateReceived: string | null;
                            dist: string | null;
                            entries: {
                                data: unknown;
                                type: string;
                            }[];
                            errors: {
                                data: {
                                    [key: string]: unknown;
                                };
                                message: string;
                                type: string;
                            }[];
                            eventID: string;
                            fingerprints: string[];
                            groupID: string | null;
                            groupingConfig: {
                                enhancements: string;
                                id: string;
                            };
                            id: string;
                            location: string | null;
                            message: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            occurrence: null;
                            packages: {
                                [key: string]: unknown;
                            };
                            platform: string;
                            projectID: string;
                            release: {
                                [key: string]: unknown;
                            } | null;
                            resolvedWith: string[];
                            sdk: {
                                name: string | null;
                                version: string | null;
                            } | null;
                            sdkUpdates: {
                                [key: string]: unknown;
                            }[];
                            size: number | null;
                            tags: {
                                key: string;
                                query?: string;
                                value: string;
                            }[];
                            title: string;
                            type: string;
                            user: {
                                data: {
                                    [key: string]: unknown;
                                } | null;
                                email: string | null;
                                geo: {
                                    [key: string]: unknown;
                                } | null;
                                id: string | null;
                                ip_address: string | null;
                                name: string | null;
                                username: string | null;
                            } | null;
                            userReport: {
                                comments: string;
                                dateCreated: string;
                                email: string;
                                event: {
                                    eventID: string;
                                    id: string;
                                };
                                eventID: string;
                                id: string;
                                issue: {
                                    [key: string]: unknown;
                                } | null;
                                name: string;
                                user: null;
                            } | null;
                        } | {
                            crashFile: string | null;
                            culprit: string | null;
                            dateCreated: string;
                            "event.type": string;
                            eventID: string;
                            groupID: string | null;
                            id: string;
                            location: string | null;
                            message: string;
                            metadata: {
                                [key: string]: unknown;
                            };
                            platform: string | null;
                            projectID: string;
                            tags: {
                                key: string;
                                query?: string;
                                value: string;
                            }[];
                            title: string;
                            user: {
                                data: {
                                    [key: string]: unknown;
                                } | null;
                                email: string | null;
                                geo: {
                                    [key: string]: unknown;
                                } | null;
                                id: string | null;
                                ip_address: string | null;
                                name: string | null;
                                username: string | null;
                            } | null;
                        })[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/issues/{issue}/events/{event}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    environment?: string[];
                };
                header?: never;
                path: {
                    event: string;
                    issue: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            _meta: {
                                [key: string]: unknown;
                            };
                            context: {
                                [key: string]: unknown;
                            } | null;
                            contexts: {
                                [key: string]: unknown;
                            } | null;
                            crashFile: string | null;
                            culprit: string | null;
                            dateCreated: string;
                            dateReceived: string | null;
                            dist: string | null;
                            entries: {
                                data: unknown;
                                type: string;
                            }[];
                            errors: {
                                data: {
                                    [key: string]: unknown;
                                };
                                message: string;
                                type: string;
                            }[];
                            eventID: string;
                            fingerprints: string[];
                            groupID: string | null;
                            groupingConfig: {
                                enhancements: string;
                                id: string;
                            };
                            id: string;
                            location: string | null;
                            message: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            nextEventID: string | null;
                            occurrence: null;
                            packages: {
                                [key: string]: unknown;
                            };
                            platform: string;
                            previousEventID: string | null;
                            projectID: string;
                            release: {
                                [key: string]: unknown;
                            } | null;
                            resolvedWith: string[];
                            sdk: {
                                name: string | null;
                                version: string | null;
                            } | null;
                            sdkUpdates: {
                                [key: string]: unknown;
                            }[];
                            size: number | null;
                            tags: {
                                key: string;
                                query?: string;
                                value: string;
                            }[];
                            title: string;
                            type: string;
                            user: {
                                data: {
                                    [key: string]: unknown;
                                } | null;
                                email: string | null;
                                geo: {
                                    [key: string]: unknown;
                                } | null;
                                id: string | null;
                                ip_address: string | null;
                                name: string | null;
                                username: string | null;
                            } | null;
                            userReport: {
                                comments: string;
                                dateCreated: string;
                                email: string;
                                event: {
                                    eventID: string;
                                    id: string;
                                };
                                eventID: string;
                                id: string;
                                issue: {
                                    [key: string]: unknown;
                                } | null;
                                name: string;
                                user: null;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/issues/{issue}/hashes/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    issue: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            latestEvent: {
                                crashFile: string | null;
                                culprit: string | null;
                                dateCreated: string;
                                "event.type": string;
                                eventID: string;
                                groupID: string | null;
                                id: string;
                                location: string | null;
                                message: string;
                                metadata: {
                                    [key: string]: unknown;
                                };
                                platform: string | null;
                                projectID: string;
                                tags: {
                                    key: string;
                                    query?: string;
                                    value: string;
                                }[];
                                title: string;
                                user: {
                                    data: {
                                        [key: string]: unknown;
                                    } | null;
                                    email: string | null;
                                    geo: {
                                        [key: string]: unknown;
                                    } | null;
                                    id: string | null;
                                    ip_address: string | null;
                                    name: string | null;
                                    username: string | null;
                                } | null;
                            };
                            mergedBySeer: boolean;
                            seerMatchDistance: null;
                        }[];
                    };
                };
            };
        };
        put: {
            parameters: {
                query: {
                    id: string[];
                };
                header?: never;
                path: {
                    issue: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            shortId: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query: {
                    id: string[];
                };
                header?: never;
                path: {
                    issue: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            shortId: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/issues/{issue}/notes/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    issue: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            id: string;
                            sentry_app: null;
                            type: string;
                            user: {
                                email: string;
                                id: string;
                                name: string;
                            } | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    issue: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            id: string;
                            sentry_app: null;
                            type: string;
                            user: {
                                email: string;
                                id: string;
                                name: string;
                            } | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/issues/{issue}/notes/{note}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    issue: string;
                    note: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            id: string;
                            sentry_app: null;
                            type: string;
                            user: {
                                email: string;
                                id: string;
                                name: string;
                            } | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    issue: string;
                    note: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/issues/{issue}/stats/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    end?: string;
                    environment?: string[];
                    project?: string[];
                    resolution?: string;
                    since?: number;
                    start?: string;
                    stat?: string;
                    statsPeriod?: string;
                    until?: number;
                };
                header?: never;
                path: {
                    issue: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": [
                            number,
                            number
                        ][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/issues/{issue}/tags/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    end?: string;
                    environment?: string[];
                    key?: string[];
                    limit?: number;
                    project?: string[];
                    start?: string;
                    statsPeriod?: string;
                };
                header?: never;
                path: {
                    issue: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            key: string;
                            name: string;
                            topValues: {
                                count: number | null;
                                firstSeen: string | null;
                                key: string;
                                lastSeen: string | null;
                                name: string;
                                projects?: string[];
                                query: string | null;
                                value: string | null;
                            }[];
                            totalValues: number;
                            uniqueValues: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/issues/{issue}/tags/{key}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    environment?: string[];
                };
                header?: never;
                path: {
                    issue: string;
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            key: string;
                            name: string;
                            topValues: {
                                count: number | null;
                                firstSeen: string | null;
                                key: string;
                                lastSeen: string | null;
                                name: string;
                                projects?: string[];
                                query: string | null;
                                value: string | null;
                            }[];
                            totalValues: number;
                            uniqueValues: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/issues/{issue}/tags/{key}/values/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    environment?: string[];
                    limit?: number;
                    per_page?: number;
                    query?: string;
                    sort?: "age" | "count" | "date" | "id";
                };
                header?: never;
                path: {
                    issue: string;
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count: number | null;
                            firstSeen: string | null;
                            key: string;
                            lastSeen: string | null;
                            name: string;
                            projects?: string[];
                            query: string | null;
                            value: string | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/issues/{issue}/user-reports/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    issue: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            comments: string;
                            dateCreated: string;
                            email: string;
                            event: {
                                eventID: string;
                                id: string;
                            };
                            eventID: string;
                            id: string;
                            issue: {
                                [key: string]: unknown;
                            } | null;
                            name: string;
                            user: null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                    query?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Organization"][];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        slug?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Organization"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access: string[];
                            aggregatedDataConsent: boolean;
                            alertsMemberWrite: boolean;
                            allowJoinRequests: boolean;
                            allowMemberInvite: boolean;
                            allowMemberProjectCreation: boolean;
                            allowSharedIssues: boolean;
                            allowSuperuserAccess: boolean;
                            attachmentsRole: string;
                            autoEnableCodeReview: boolean;
                            autoOpenPrs: boolean;
                            avatar: components["schemas"]["Avatar"];
                            dataScrubber: boolean;
                            dataScrubberDefaults: boolean;
                            /** Format: date-time */
                            dateCreated: string;
                            debugFilesRole: string;
                            defaultAutofixAutomationTuning: string;
                            defaultAutomatedRunStoppingPoint: string;
                            defaultCodeReviewTriggers: string[];
                            defaultCodingAgent: string;
                            defaultCodingAgentIntegrationId: null;
                            defaultRole: string;
                            defaultSeerScannerAutomation: boolean;
                            enableSeerCoding: boolean;
                            enhancedPrivacy: boolean;
                            eventsMemberAdmin: boolean;
                            experiments: Record<string, never>;
                            features: string[];
                            hasAuthProvider: boolean;
                            hideAiFeatures: boolean;
                            id: string;
                            isDefault: boolean;
                            isDynamicallySampled: boolean;
                            isEarlyAdopter: boolean;
                            issueAlertsThreadFlag: boolean;
                            links: {
                                organizationUrl: string;
                                regionUrl: string;
                            };
                            metricAlertsThreadFlag: boolean;
                            name: string;
                            openMembership: boolean;
                            orgRole: string;
                            orgRoleList: {
                                allowed: boolean;
                                desc: string;
                                id: string;
                                is_global: boolean;
                                isAllowed: boolean;
                                isGlobal: boolean;
                                isMinimumRoleFor: string | null;
                                isRetired: boolean;
                                isTeamRolesAllowed: boolean;
                                minimumTeamRole: string;
                                name: string;
                                scopes: string[];
                            }[];
                            pendingAccessRequests: number;
                            projects: components["schemas"]["Project"][];
                            relayDsnEndpoint: null;
                            relayPiiConfig: null;
                            require2FA: boolean;
                            requireEmailVerification: boolean;
                            requiresSso: boolean;
                            role: string;
                            safeFields: string[];
                            scrapeJavaScript: boolean;
                            scrubIPAddresses: boolean;
                            sensitiveFields: string[];
                            slug: string;
                            status: {
                                id: string;
                                name: string;
                            };
                            storeCrashReports: number;
                            teamRoleList: {
                                allowed: boolean;
                                desc: string;
                                id: string;
                                is_global: boolean;
                                isAllowed: boolean;
                                isGlobal: boolean;
                                isMinimumRoleFor: string | null;
                                isRetired: boolean;
                                isTeamRolesAllowed: boolean;
                                minimumTeamRole: string;
                                name: string;
                                scopes: string[];
                            }[];
                            teams: {
                                access: string[];
                                avatar: components["schemas"]["Avatar"];
                                dateCreated: string | null;
                                flags: {
                                    [key: string]: unknown;
                                };
                                hasAccess: boolean;
                                id: string;
                                isMember: boolean;
                                isPending: boolean;
                                memberCount: number;
                                name: string;
                                slug: string;
                                teamRole: string | null;
                            }[];
                            trustedRelays: string[];
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        dataScrubber?: boolean;
                        dataScrubberDefaults?: boolean;
                        name?: string;
                        safeFields?: string[];
                        scrubIPAddresses?: boolean;
                        sensitiveFields?: string[];
                        slug?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access: string[];
                            aggregatedDataConsent: boolean;
                            alertsMemberWrite: boolean;
                            allowJoinRequests: boolean;
                            allowMemberInvite: boolean;
                            allowMemberProjectCreation: boolean;
                            allowSharedIssues: boolean;
                            allowSuperuserAccess: boolean;
                            attachmentsRole: string;
                            autoEnableCodeReview: boolean;
                            autoOpenPrs: boolean;
                            avatar: components["schemas"]["Avatar"];
                            dataScrubber: boolean;
                            dataScrubberDefaults: boolean;
                            /** Format: date-time */
                            dateCreated: string;
                            debugFilesRole: string;
                            defaultAutofixAutomationTuning: string;
                            defaultAutomatedRunStoppingPoint: string;
                            defaultCodeReviewTriggers: string[];
                            defaultCodingAgent: string;
                            defaultCodingAgentIntegrationId: null;
                            defaultRole: string;
                            defaultSeerScannerAutomation: boolean;
                            enableSeerCoding: boolean;
                            enhancedPrivacy: boolean;
                            eventsMemberAdmin: boolean;
                            experiments: Record<string, never>;
                            features: string[];
                            hasAuthProvider: boolean;
                            hideAiFeatures: boolean;
                            id: string;
                            isDefault: boolean;
                            isDynamicallySampled: boolean;
                            isEarlyAdopter: boolean;
                            issueAlertsThreadFlag: boolean;
                            links: {
                                organizationUrl: string;
                                regionUrl: string;
                            };
                            metricAlertsThreadFlag: boolean;
                            name: string;
                            openMembership: boolean;
                            orgRole: string;
                            orgRoleList: {
                                allowed: boolean;
                                desc: string;
                                id: string;
                                is_global: boolean;
                                isAllowed: boolean;
                                isGlobal: boolean;
                                isMinimumRoleFor: string | null;
                                isRetired: boolean;
                                isTeamRolesAllowed: boolean;
                                minimumTeamRole: string;
                                name: string;
                                scopes: string[];
                            }[];
                            pendingAccessRequests: number;
                            projects: components["schemas"]["Project"][];
                            relayDsnEndpoint: null;
                            relayPiiConfig: null;
                            require2FA: boolean;
                            requireEmailVerification: boolean;
                            requiresSso: boolean;
                            role: string;
                            safeFields: string[];
                            scrapeJavaScript: boolean;
                            scrubIPAddresses: boolean;
                            sensitiveFields: string[];
                            slug: string;
                            status: {
                                id: string;
                                name: string;
                            };
                            storeCrashReports: number;
                            teamRoleList: {
                                allowed: boolean;
                                desc: string;
                                id: string;
                                is_global: boolean;
                                isAllowed: boolean;
                                isGlobal: boolean;
                                isMinimumRoleFor: string | null;
                                isRetired: boolean;
                                isTeamRolesAllowed: boolean;
                                minimumTeamRole: string;
                                name: string;
                                scopes: string[];
                            }[];
                            teams: {
                                access: string[];
                                avatar: components["schemas"]["Avatar"];
                                dateCreated: string | null;
                                flags: {
                                    [key: string]: unknown;
                                };
                                hasAccess: boolean;
                                id: string;
                                isMember: boolean;
                                isPending: boolean;
                                memberCount: number;
                                name: string;
                                slug: string;
                                teamRole: string | null;
                            }[];
                            trustedRelays: string[];
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/artifactbundle/assemble/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        checksum: string;
                        chunks: string[];
                        dist?: string | null;
                        projects: string[];
                        version?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            detail: string | null;
                            missingChunks: string[];
                            state: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/chunk-upload/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/detectors/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    id?: number[];
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    sortBy?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            conditionGroup: {
                                [key: string]: unknown;
                            } | null;
                            config: {
                                [key: string]: unknown;
                            };
                            createdBy: string | null;
                            dataSources: {
                                [key: string]: unknown;
                            }[] | null;
                            dateCreated: string;
                            dateUpdated: string;
                            description: string | null;
                            enabled: boolean;
                            id: string;
                            latestGroup: {
                                [key: string]: unknown;
                            } | null;
                            name: string;
                            owner: {
                                id: string;
                                name: string;
                                type: string;
                            } | null;
                            projectId: string | null;
                            type: string;
                            workflowIds: string[];
                        }[];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: {
                    cursor?: string;
                    id?: number[];
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    sortBy?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        enabled: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            conditionGroup: {
                                [key: string]: unknown;
                            } | null;
                            config: {
                                [key: string]: unknown;
                            };
                            createdBy: string | null;
                            dataSources: {
                                [key: string]: unknown;
                            }[] | null;
                            dateCreated: string;
                            dateUpdated: string;
                            description: string | null;
                            enabled: boolean;
                            id: string;
                            latestGroup: {
                                [key: string]: unknown;
                            } | null;
                            name: string;
                            owner: {
                                id: string;
                                name: string;
                                type: string;
                            } | null;
                            projectId: string | null;
                            type: string;
                            workflowIds: string[];
                        }[];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/detectors/{detector}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    detector: number;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            conditionGroup: {
                                [key: string]: unknown;
                            } | null;
                            config: {
                                [key: string]: unknown;
                            };
                            createdBy: string | null;
                            dataSources: {
                                [key: string]: unknown;
                            }[] | null;
                            dateCreated: string;
                            dateUpdated: string;
                            description: string | null;
                            enabled: boolean;
                            id: string;
                            latestGroup: {
                                [key: string]: unknown;
                            } | null;
                            name: string;
                            owner: {
                                id: string;
                                name: string;
                                type: string;
                            } | null;
                            projectId: string | null;
                            type: string;
                            workflowIds: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/environments/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                    visibility?: "all" | "hidden" | "visible";
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            isHidden: boolean;
                            name: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/eventids/{event}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    event: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            event: {
                                _meta: {
                                    [key: string]: unknown;
                                };
                                context: {
                                    [key: string]: unknown;
                                } | null;
                                contexts: {
                                    [key: string]: unknown;
                                } | null;
                                crashFile: string | null;
                                culprit: string | null;
                                dateCreated: string;
                                dateReceived: string | null;
                                dist: string | null;
                                entries: {
                                    data: unknown;
                                    type: string;
                                }[];
                                errors: {
                                    data: {
                                        [key: string]: unknown;
                                    };
                                    message: string;
                                    type: string;
                                }[];
                                eventID: string;
                                fingerprints: string[];
                                groupID: string | null;
                                groupingConfig: {
                                    enhancements: string;
                                    id: string;
                                };
                                id: string;
                                location: string | null;
                                message: string | null;
                                metadata: {
                                    [key: string]: unknown;
                                };
                                nextEventID: string | null;
                                occurrence: null;
                                packages: {
                                    [key: string]: unknown;
                                };
                                platform: string;
                                previousEventID: string | null;
                                projectID: string;
                                release: {
                                    [key: string]: unknown;
                                } | null;
                                resolvedWith: string[];
                                sdk: {
                                    name: string | null;
                                    version: string | null;
                                } | null;
                                sdkUpdates: {
                                    [key: string]: unknown;
                                }[];
                                size: number | null;
                                tags: {
                                    key: string;
                                    query?: string;
                                    value: string;
                                }[];
                                title: string;
                                type: string;
                                user: {
                                    data: {
                                        [key: string]: unknown;
                                    } | null;
                                    email: string | null;
                                    geo: {
                                        [key: string]: unknown;
                                    } | null;
                                    id: string | null;
                                    ip_address: string | null;
                                    name: string | null;
                                    username: string | null;
                                } | null;
                                userReport: {
                                    comments: string;
                                    dateCreated: string;
                                    email: string;
                                    event: {
                                        eventID: string;
                                        id: string;
                                    };
                                    eventID: string;
                                    id: string;
                                    issue: {
                                        [key: string]: unknown;
                                    } | null;
                                    name: string;
                                    user: null;
                                } | null;
                            };
                            eventId: string;
                            groupId: string;
                            organizationSlug: string;
                            projectSlug: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/events-meta/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    allowAggregateConditions?: string;
                    cursor?: string;
                    dataset?: string;
                    disableAggregateExtrapolation?: "0" | "1" | "false" | "true";
                    end?: string;
                    environment?: string[];
                    field?: string[];
                    groupBy?: string[];
                    limit?: number;
                    orderby?: string[];
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    sort?: string[];
                    start?: string;
                    statsPeriod?: string;
                    yAxis?: string[];
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/events-stats/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    allowAggregateConditions?: string;
                    comparisonDelta?: number;
                    dataset?: string;
                    disableAggregateExtrapolation?: "0" | "1" | "false" | "true";
                    end?: string;
                    environment?: string[];
                    excludeOther?: string;
                    field?: string[];
                    groupBy?: string[];
                    interval?: string;
                    orderby?: string[];
                    project?: string[];
                    query?: string;
                    sort?: string[];
                    start?: string;
                    statsPeriod?: string;
                    topEvents?: number;
                    yAxis?: string[];
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: [
                                number,
                                {
                                    comparisonCount?: number;
                                    count: number;
                                }[]
                            ][];
                            end: number;
                            isMetricsData: boolean;
                            meta: {
                                [key: string]: unknown;
                            };
                            order?: number;
                            start: number;
                        } | {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/events-timeseries/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    allowAggregateConditions?: string;
                    comparisonDelta?: number;
                    dataset?: string;
                    disableAggregateExtrapolation?: "0" | "1" | "false" | "true";
                    end?: string;
                    environment?: string[];
                    excludeOther?: string;
                    field?: string[];
                    groupBy?: string[];
                    interval?: string;
                    orderby?: string[];
                    project?: string[];
                    query?: string;
                    sort?: string[];
                    start?: string;
                    statsPeriod?: string;
                    topEvents?: number;
                    yAxis?: string[];
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            meta: {
                                dataset: string;
                                end: number;
                                start: number;
                            };
                            timeSeries: {
                                groupBy?: {
                                    key: string;
                                    value: unknown;
                                }[];
                                meta: {
                                    interval: number;
                                    isOther?: boolean;
                                    order?: number;
                                    valueType: string;
                                    valueUnit: string | null;
                                };
                                values: {
                                    comparisonValue?: number;
                                    confidence: string | null;
                                    incomplete: boolean;
                                    incompleteReason?: string;
                                    sampleCount: number;
                                    sampleRate: number | null;
                                    timestamp: number;
                                    value: number;
                                }[];
                                yAxis: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/events/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    allowAggregateConditions?: string;
                    cursor?: string;
                    dataset?: string;
                    disableAggregateExtrapolation?: "0" | "1" | "false" | "true";
                    end?: string;
                    environment?: string[];
                    field?: string[];
                    groupBy?: string[];
                    limit?: number;
                    orderby?: string[];
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    sort?: string[];
                    start?: string;
                    statsPeriod?: string;
                    yAxis?: string[];
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                [key: string]: unknown;
                            }[];
                            meta: {
                                dataScanned: string;
                                dataset: string;
                                datasetReason: string;
                                fields: {
                                    [key: string]: string;
                                };
                                isMetricsData: boolean;
                                isMetricsExtractedData: boolean;
                                tips: {
                                    [key: string]: unknown;
                                };
                                units: {
                                    [key: string]: string | null;
                                };
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/events/validate/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    allowAggregateConditions?: string;
                    cursor?: string;
                    dataset?: string;
                    disableAggregateExtrapolation?: "0" | "1" | "false" | "true";
                    end?: string;
                    environment?: string[];
                    field?: string[];
                    groupBy?: string[];
                    limit?: number;
                    orderby?: string[];
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    sort?: string[];
                    start?: string;
                    statsPeriod?: string;
                    yAxis?: string[];
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dataset: {
                                error: string | null;
                                name: string;
                                valid: boolean;
                            }[];
                            environment: {
                                error: string | null;
                                name: string;
                                valid: boolean;
                            }[];
                            field: {
                                error: string | null;
                                name: string;
                                valid: boolean;
                            }[];
                            orderby: {
                                error: string | null;
                                name: string;
                                valid: boolean;
                            }[];
                            projects: {
                                error: string | null;
                                name: string;
                                valid: boolean;
                            }[];
                            query: {
                                error: string | null;
                                fields: {
                                    error: string | null;
                                    name: string;
                                    valid: boolean;
                                }[];
                                valid: boolean;
                            };
                            valid: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/external-users/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        external_name: string;
                        /** @enum {unknown} */
                        provider: "github" | "github_enterprise" | "gitlab" | "custom_scm";
                        user_id: number | string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            externalName: string;
                            id: string;
                            provider: string;
                            userId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/external-users/{external}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    external: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/issues/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collapse?: string[];
                    cursor?: string;
                    end?: string;
                    environment?: string[];
                    expand?: string[];
                    groupStatsPeriod?: string;
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    shortIdLookup?: string;
                    sort?: string;
                    start?: string;
                    statsPeriod?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            annotations: {
                                displayName: string;
                                url: string;
                            }[];
                            assignedTo: components["schemas"]["Actor"] | null;
                            count: string;
                            culprit: string | null;
                            derivedData: {
                                blocker: string;
                                hasOpenFixPr: boolean;
                                hasRootCause: boolean;
                                isAssigned: boolean;
                                lastCompletedAutofixStep: string;
                                lastProgressedAt: string | null;
                                progress: string;
                                status: string;
                                viewCount: number;
                            };
                            filtered: null;
                            firstSeen: string;
                            hasSeen: boolean;
                            id: string;
                            inbox: {
                                date_added: string;
                                reason: number;
                                reason_details: null;
                            };
                            integrationIssues: {
                                [key: string]: unknown;
                            }[];
                            isBookmarked: boolean;
                            isPublic: boolean;
                            isSubscribed: boolean;
                            issueCategory: string;
                            issueType: string;
                            isUnhandled: boolean;
                            lastSeen: string;
                            latestEventHasAttachments: boolean;
                            level: string;
                            lifetime: {
                                count: string;
                                firstSeen: string;
                                lastSeen: string;
                                stats: Record<string, never>;
                                userCount: number;
                            };
                            logger: string | null;
                            matchingEventEnvironment: string | null;
                            matchingEventId: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            numComments: number;
                            owners: {
                                date_added: string;
                                owner: string;
                                type: string;
                            }[];
                            permalink: string;
                            platform: string | null;
                            priority: string | null;
                            priorityLockedAt: string | null;
                            project: components["schemas"]["ProjectReference"];
                            seerAutofixLastTriggered: string | null;
                            seerExplorerAutofixLastTriggered: string | null;
                            seerFixabilityScore: number | null;
                            sentryAppIssues: {
                                [key: string]: unknown;
                            }[];
                            sessionCount: number;
                            shareId: string | null;
                            shortId: string;
                            stats: {
                                [key: string]: number[][];
                            };
                            status: string;
                            statusDetails: {
                                [key: string]: unknown;
                            };
                            subscriptionDetails: null;
                            substatus: string | null;
                            title: string;
                            type: string;
                            userCount: number;
                            userReportCount: number;
                        }[];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: {
                    collapse?: string[];
                    cursor?: string;
                    end?: string;
                    environment?: string[];
                    expand?: string[];
                    groupStatsPeriod?: string;
                    id?: number[];
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    shortIdLookup?: string;
                    sort?: string;
                    start?: string;
                    statsPeriod?: string;
                    status?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["IssueUpdate"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            assignedTo?: components["schemas"]["Actor"] | null;
                            hasSeen?: boolean;
                            isBookmarked?: boolean;
                            isPublic?: boolean;
                            isSubscribed?: boolean;
                            merge?: {
                                children: string[];
                                parent: string;
                            };
                            priority?: string;
                            status?: string;
                            statusDetails?: {
                                [key: string]: unknown;
                            };
                            substatus?: string | null;
                        };
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: {
                    collapse?: string[];
                    cursor?: string;
                    end?: string;
                    environment?: string[];
                    expand?: string[];
                    groupStatsPeriod?: string;
                    id?: number[];
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    shortIdLookup?: string;
                    sort?: string;
                    start?: string;
                    statsPeriod?: string;
                    status?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/issues/{issue}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    issue: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activity: {
                                data: {
                                    [key: string]: unknown;
                                };
                                dateCreated: string;
                                id: string;
                                sentry_app: null;
                                type: string;
                                user: {
                                    email: string;
                                    id: string;
                                    name: string;
                                } | null;
                            }[];
                            annotations: {
                                displayName: string;
                                url: string;
                            }[];
                            assignedTo: components["schemas"]["Actor"] | null;
                            count: string;
                            culprit: string | null;
                            firstRelease: {
                                dateCreated: string | null;
                                shortVersion: string;
                                version: string;
                            } | null;
                            firstSeen: string;
                            hasSeen: boolean;
                            id: string;
                            inbox: null;
                            integrationIssues: {
                                [key: string]: unknown;
                            }[];
                            isBookmarked: boolean;
                            isPublic: boolean;
                            isSubscribed: boolean;
                            issueCategory: string;
                            issueType: string;
                            isUnhandled: boolean;
                            lastRelease: {
                                dateCreated: string | null;
                                shortVersion: string;
                                version: string;
                            } | null;
                            lastSeen: string;
                            level: string;
                            logger: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            numComments: number;
                            owners: {
                                date_added: string;
                                owner: string;
                                type: string;
                            }[];
                            participants: {
                                email: string;
                                id: string;
                                name: string;
                            }[];
                            permalink: string;
                            platform: string | null;
                            pluginActions: {
                                [key: string]: unknown;
                            }[];
                            pluginContexts: {
                                [key: string]: unknown;
                            }[];
                            pluginIssues: {
                                [key: string]: unknown;
                            }[];
                            priority: string | null;
                            priorityLockedAt: string | null;
                            project: components["schemas"]["ProjectReference"];
                            seenBy: {
                                email: string;
                                id: string;
                                lastSeen: string;
                                name: string;
                            }[];
                            seerAutofixLastTriggered: string | null;
                            seerExplorerAutofixLastTriggered: string | null;
                            seerFixabilityScore: number | null;
                            sentryAppIssues: {
                                [key: string]: unknown;
                            }[];
                            shareId: string | null;
                            shortId: string;
                            stats: {
                                [key: string]: number[][];
                            };
                            status: string;
                            statusDetails: {
                                [key: string]: unknown;
                            };
                            subscriptionDetails: null;
                            substatus: string | null;
                            tags: {
                                key: string;
                                name: string;
                                totalValues: number;
                            }[];
                            title: string;
                            type: string;
                            userCount: number;
                            userReportCount: number;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    issue: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["IssueUpdate"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activity: {
                                data: {
                                    [key: string]: unknown;
                                };
                                dateCreated: string;
                                id: string;
                                sentry_app: null;
                                type: string;
                                user: {
                                    email: string;
                                    id: string;
                                    name: string;
                                } | null;
                            }[];
                            annotations: {
                                displayName: string;
                                url: string;
                            }[];
                            assignedTo: components["schemas"]["Actor"] | null;
                            count: string;
                            culprit: string | null;
                            firstRelease: {
                                dateCreated: string | null;
                                shortVersion: string;
                                version: string;
                            } | null;
                            firstSeen: string;
                            hasSeen: boolean;
                            id: string;
                            inbox: null;
                            integrationIssues: {
                                [key: string]: unknown;
                            }[];
                            isBookmarked: boolean;
                            isPublic: boolean;
                            isSubscribed: boolean;
                            issueCategory: string;
                            issueType: string;
                            isUnhandled: boolean;
                            lastRelease: {
                                dateCreated: string | null;
                                shortVersion: string;
                                version: string;
                            } | null;
                            lastSeen: string;
                            level: string;
                            logger: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            numComments: number;
                            owners: {
                                date_added: string;
                                owner: string;
                                type: string;
                            }[];
                            participants: {
                                email: string;
                                id: string;
                                name: string;
                            }[];
                            permalink: string;
                            platform: string | null;
                            pluginActions: {
                                [key: string]: unknown;
                            }[];
                            pluginContexts: {
                                [key: string]: unknown;
                            }[];
                            pluginIssues: {
                                [key: string]: unknown;
                            }[];
                            priority: string | null;
                            priorityLockedAt: string | null;
                            project: components["schemas"]["ProjectReference"];
                            seenBy: {
                                email: string;
                                id: string;
                                lastSeen: string;
                                name: string;
                            }[];
                            seerAutofixLastTriggered: string | null;
                            seerExplorerAutofixLastTriggered: string | null;
                            seerFixabilityScore: number | null;
                            sentryAppIssues: {
                                [key: string]: unknown;
                            }[];
                            shareId: string | null;
                            shortId: string;
                            stats: {
                                [key: string]: number[][];
                            };
                            status: string;
                            statusDetails: {
                                [key: string]: unknown;
                            };
                            subscriptionDetails: null;
                            substatus: string | null;
                            tags: {
                                key: string;
                                name: string;
                                totalValues: number;
                            }[];
                            title: string;
                            type: string;
                            userCount: number;
                            userReportCount: number;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    issue: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/issues/{issue}/activities/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    issue: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activity: {
                                data: {
                                    [key: string]: unknown;
                                };
                                dateCreated: string;
                                id: string;
                                sentry_app: null;
                                type: string;
                                user: {
                                    email: string;
                                    id: string;
                                    name: string;
                                } | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/issues/{issue}/events/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    end?: string;
                    environment?: string[];
                    full?: string;
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    start?: string;
                    statsPeriod?: string;
                };
                header?: never;
                path: {
                    issue: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": ({
                            _meta: {
                                [key: string]: unknown;
                            };
                            context: {
                                [key: string]: unknown;
                            } | null;
                            contexts: {
                                [key: string]: unknown;
                            } | null;
                            crashFile: string | null;
                            culprit: string | null;
                            dateCreated: string;
                            dateReceived: string | null;
                            dist: string | null;
                            entries: {
                                data: unknown;
                                type: string;
                            }[];
                            errors: {
                                data: {
                                    [key: string]: unknown;
                                };
                                message: string;
                                type: string;
                            }[];
                            eventID: string;
                            fingerprints: string[];
                            groupID: string | null;
                            groupingConfig: {
                                enhancements: string;
                                id: string;
                            };
                            id: string;
                            location: string | null;
                            message: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            occurrence: null;
                            packages: {
                                [key: string]: unknown;
                            };
                            platform: string;
                            projectID: string;
                            release: {
                                [key: string]: unknown;
                            } | null;
                            resolvedWith: string[];
                            sdk: {
                                name: string | null;
                                version: string | null;
                            } | null;
                            sdkUpdates: {
                                [key: string]: unknown;
                            }[];
                            size: number | null;
                            tags: {
                                key: string;
                                query?: string;
                                value: string;
                            }[];
                            title: string;
                            type: string;
                            user: {
                                data: {
                                    [key: string]: unknown;
                                } | null;
                                email: string | null;
                                geo: {
                                    [key: string]: unknown;
                                } | null;
                                id: string | null;
                                ip_address: string | null;
                                name: string | null;
                                username: string | null;
                            } | null;
                            userReport: {
                                comments: string;
                                dateCreated: string;
                                email: string;
                                event: {
                                    eventID: string;
                                    id: string;
                                };
                                eventID: string;
                                id: string;
                                issue: {
                                    [key: string]: unknown;
                                } | null;
                                name: string;
                                user: null;
                            } | null;
                        } | {
                            crashFile: string | null;
                            culprit: string | null;
                            dateCreated: string;
                            "event.type": string;
                            eventID: string;
                            groupID: string | null;
                            id: string;
                            location: string | null;
                            message: string;
                            metadata: {
                                [key: string]: unknown;
                            };
                            platform: string | null;
                            projectID: string;
                            tags: {
                                key: string;
                                query?: string;
                                value: string;
                            }[];
                            title: string;
                            user: {
                                data: {
                                    [key: string]: unknown;
                                } | null;
                                email: string | null;
                                geo: {
                                    [key: string]: unknown;
                                } | null;
                                id: string | null;
                                ip_address: string | null;
                                name: string | null;
                                username: string | null;
                            } | null;
                        })[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/issues/{issue}/events/{event}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    environment?: string[];
                };
                header?: never;
                path: {
                    event: string;
                    issue: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            _meta: {
                                [key: string]: unknown;
                            };
                            context: {
                                [key: string]: unknown;
                            } | null;
                            contexts: {
                                [key: string]: unknown;
                            } | null;
                            crashFile: string | null;
                            culprit: string | null;
                            dateCreated: string;
                            dateReceived: string | null;
                            dist: string | null;
                            entries: {
                                data: unknown;
                                type: string;
                            }[];
                            errors: {
                                data: {
                                    [key: string]: unknown;
                                };
                                message: string;
                                type: string;
                            }[];
                            eventID: string;
                            fingerprints: string[];
                            groupID: string | null;
                            groupingConfig: {
                                enhancements: string;
                                id: string;
                            };
                            id: string;
                            location: string | null;
                            message: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            nextEventID: string | null;
                            occurrence: null;
                            packages: {
                                [key: string]: unknown;
                            };
                            platform: string;
                            previousEventID: string | null;
                            projectID: string;
                            release: {
                                [key: string]: unknown;
                            } | null;
                            resolvedWith: string[];
                            sdk: {
                                name: string | null;
                                version: string | null;
                            } | null;
                            sdkUpdates: {
                                [key: string]: unknown;
                            }[];
                            size: number | null;
                            tags: {
                                key: string;
                                query?: string;
                                value: string;
                            }[];
                            title: string;
                            type: string;
                            user: {
                                data: {
                                    [key: string]: unknown;
                                } | null;
                                email: string | null;
                                geo: {
                                    [key: string]: unknown;
                                } | null;
                                id: string | null;
                                ip_address: string | null;
                                name: string | null;
                                username: string | null;
                            } | null;
                            userReport: {
                                comments: string;
                                dateCreated: string;
                                email: string;
                                event: {
                                    eventID: string;
                                    id: string;
                                };
                                eventID: string;
                                id: string;
                                issue: {
                                    [key: string]: unknown;
                                } | null;
                                name: string;
                                user: null;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/issues/{issue}/hashes/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    issue: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            latestEvent: {
                                crashFile: string | null;
                                culprit: string | null;
                                dateCreated: string;
                                "event.type": string;
                                eventID: string;
                                groupID: string | null;
                                id: string;
                                location: string | null;
                                message: string;
                                metadata: {
                                    [key: string]: unknown;
                                };
                                platform: string | null;
                                projectID: string;
                                tags: {
                                    key: string;
                                    query?: string;
                                    value: string;
                                }[];
                                title: string;
                                user: {
                                    data: {
                                        [key: string]: unknown;
                                    } | null;
                                    email: string | null;
                                    geo: {
                                        [key: string]: unknown;
                                    } | null;
                                    id: string | null;
                                    ip_address: string | null;
                                    name: string | null;
                                    username: string | null;
                                } | null;
                            };
                            mergedBySeer: boolean;
                            seerMatchDistance: null;
                        }[];
                    };
                };
            };
        };
        put: {
            parameters: {
                query: {
                    id: string[];
                };
                header?: never;
                path: {
                    issue: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            shortId: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query: {
                    id: string[];
                };
                header?: never;
                path: {
                    issue: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            shortId: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/issues/{issue}/notes/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    issue: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            id: string;
                            sentry_app: null;
                            type: string;
                            user: {
                                email: string;
                                id: string;
                                name: string;
                            } | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    issue: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            id: string;
                            sentry_app: null;
                            type: string;
                            user: {
                                email: string;
                                id: string;
                                name: string;
                            } | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/issues/{issue}/notes/{note}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    issue: string;
                    note: number;
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            id: string;
                            sentry_app: null;
                            type: string;
                            user: {
                                email: string;
                                id: string;
                                name: string;
                            } | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    issue: string;
                    note: number;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/issues/{issue}/stats/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    end?: string;
                    environment?: string[];
                    project?: string[];
                    resolution?: string;
                    since?: number;
                    start?: string;
                    stat?: string;
                    statsPeriod?: string;
                    until?: number;
                };
                header?: never;
                path: {
                    issue: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": [
                            number,
                            number
                        ][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/issues/{issue}/tags/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    end?: string;
                    environment?: string[];
                    key?: string[];
                    limit?: number;
                    project?: string[];
                    start?: string;
                    statsPeriod?: string;
                };
                header?: never;
                path: {
                    issue: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            key: string;
                            name: string;
                            topValues: {
                                count: number | null;
                                firstSeen: string | null;
                                key: string;
                                lastSeen: string | null;
                                name: string;
                                projects?: string[];
                                query: string | null;
                                value: string | null;
                            }[];
                            totalValues: number;
                            uniqueValues: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/issues/{issue}/tags/{key}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    environment?: string[];
                };
                header?: never;
                path: {
                    issue: string;
                    key: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            key: string;
                            name: string;
                            topValues: {
                                count: number | null;
                                firstSeen: string | null;
                                key: string;
                                lastSeen: string | null;
                                name: string;
                                projects?: string[];
                                query: string | null;
                                value: string | null;
                            }[];
                            totalValues: number;
                            uniqueValues: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/issues/{issue}/tags/{key}/values/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    environment?: string[];
                    limit?: number;
                    per_page?: number;
                    query?: string;
                    sort?: "age" | "count" | "date" | "id";
                };
                header?: never;
                path: {
                    issue: string;
                    key: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count: number | null;
                            firstSeen: string | null;
                            key: string;
                            lastSeen: string | null;
                            name: string;
                            projects?: string[];
                            query: string | null;
                            value: string | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/issues/{issue}/user-reports/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    issue: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            comments: string;
                            dateCreated: string;
                            email: string;
                            event: {
                                eventID: string;
                                id: string;
                            };
                            eventID: string;
                            id: string;
                            issue: {
                                [key: string]: unknown;
                            } | null;
                            name: string;
                            user: null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/members/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                    query?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            dateCreated: string;
                            email: string;
                            expired: boolean;
                            flags: {
                                [key: string]: unknown;
                            };
                            id: string;
                            inviterName: string | null;
                            inviteStatus: string;
                            name: string;
                            orgRole: string;
                            pending: boolean;
                            role: string;
                            roleName: string;
                            teamRoles: {
                                role: string | null;
                                teamSlug: string;
                            }[];
                            teams: string[];
                            user: components["schemas"]["User"];
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/members/{member}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    member: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            dateCreated: string;
                            email: string;
                            expired: boolean;
                            flags: {
                                [key: string]: unknown;
                            };
                            id: string;
                            invite_link: string | null;
                            inviterName: string | null;
                            inviteStatus: string;
                            isOnlyOwner: boolean;
                            name: string;
                            orgRole: string;
                            orgRoleList: {
                                allowed: boolean;
                                desc: string;
                                id: string;
                                is_global: boolean;
                                isAllowed: boolean;
                                isGlobal: boolean;
                                isMinimumRoleFor: string | null;
                                isRetired: boolean;
                                isTeamRolesAllowed: boolean;
                                minimumTeamRole: string;
                                name: string;
                                scopes: string[];
                            }[];
                            pending: boolean;
                            role: string;
                            roleName: string;
                            teamRoleList: {
                                allowed: boolean;
                                desc: string;
                                id: string;
                                is_global: boolean;
                                isAllowed: boolean;
                                isGlobal: boolean;
                                isMinimumRoleFor: string | null;
                                isRetired: boolean;
                                isTeamRolesAllowed: boolean;
                                minimumTeamRole: string;
                                name: string;
                                scopes: string[];
                            }[];
                            teamRoles: {
                                role: string | null;
                                teamSlug: string;
                            }[];
                            teams: string[];
                            user: components["schemas"]["User"];
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    member: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        orgRole?: "billing" | "member" | "admin" | "manager" | "owner";
                        /** @enum {unknown} */
                        role?: "billing" | "member" | "admin" | "manager" | "owner";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            dateCreated: string;
                            email: string;
                            expired: boolean;
                            flags: {
                                [key: string]: unknown;
                            };
                            id: string;
                            invite_link: string | null;
                            inviterName: string | null;
                            inviteStatus: string;
                            isOnlyOwner: boolean;
                            name: string;
                            orgRole: string;
                            orgRoleList: {
                                allowed: boolean;
                                desc: string;
                                id: string;
                                is_global: boolean;
                                isAllowed: boolean;
                                isGlobal: boolean;
                                isMinimumRoleFor: string | null;
                                isRetired: boolean;
                                isTeamRolesAllowed: boolean;
                                minimumTeamRole: string;
                                name: string;
                                scopes: string[];
                            }[];
                            pending: boolean;
                            role: string;
                            roleName: string;
                            teamRoleList: {
                                allowed: boolean;
                                desc: string;
                                id: string;
                                is_global: boolean;
                                isAllowed: boolean;
                                isGlobal: boolean;
                                isMinimumRoleFor: string | null;
                                isRetired: boolean;
                                isTeamRolesAllowed: boolean;
                                minimumTeamRole: string;
                                name: string;
                                scopes: string[];
                            }[];
                            teamRoles: {
                                role: string | null;
                                teamSlug: string;
                            }[];
                            teams: string[];
                            user: components["schemas"]["User"];
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    member: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/members/{member}/teams/{team}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    member: string;
                    org: string;
                    team: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access: string[];
                            avatar: components["schemas"]["Avatar"];
                            dateCreated: string | null;
                            flags: {
                                [key: string]: unknown;
                            };
                            hasAccess: boolean;
                            id: string;
                            isMember: boolean;
                            isPending: boolean;
                            memberCount: number;
                            name: string;
                            slug: string;
                            teamRole: string | null;
                        };
                    };
                };
            };
        };
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    member: string;
                    org: string;
                    team: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access: string[];
                            avatar: components["schemas"]["Avatar"];
                            dateCreated: string | null;
                            flags: {
                                [key: string]: unknown;
                            };
                            hasAccess: boolean;
                            id: string;
                            isMember: boolean;
                            isPending: boolean;
                            memberCount: number;
                            name: string;
                            slug: string;
                            teamRole: string | null;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/org-auth-tokens/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dateCreated: string;
                            dateLastUsed: string | null;
                            id: string;
                            name: string;
                            projectLastUsedId: null;
                            scopes: string[];
                            tokenLastCharacters: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dateCreated: string;
                            dateLastUsed: string | null;
                            id: string;
                            name: string;
                            projectLastUsedId: null;
                            scopes: string[];
                            token: string;
                            tokenLastCharacters: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/org-auth-tokens/{token}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    token: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    token: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/project-keys/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                    status?: "active" | "inactive";
                    team?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Key"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/projects/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                    query?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Project"][];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        platform?: string | null;
                        slug?: string;
                        team_slug?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access: string[];
                            avatar: components["schemas"]["Avatar"];
                            color: string;
                            /** Format: date-time */
                            dateCreated: string;
                            environments: string[];
                            features: string[];
                            firstEvent: string | null;
                            firstTransactionEvent: boolean;
                            hasAccess: boolean;
                            hasFeedbacks: boolean;
                            hasFlags: boolean;
                            hasInsightsAgentMonitoring: boolean;
                            hasInsightsAppStart: boolean;
                            hasInsightsAssets: boolean;
                            hasInsightsCaches: boolean;
                            hasInsightsDb: boolean;
                            hasInsightsHttp: boolean;
                            hasInsightsMCP: boolean;
                            hasInsightsQueues: boolean;
                            hasInsightsScreenLoad: boolean;
                            hasInsightsVitals: boolean;
                            hasLogs: boolean;
                            hasMinifiedStackTrace: boolean;
                            hasMonitors: boolean;
                            hasNewFeedbacks: boolean;
                            hasProfiles: boolean;
                            hasReplays: boolean;
                            hasSessions: boolean;
                            hasTraceMetrics: boolean;
                            hasUserReports: boolean;
                            id: string;
                            isBookmarked: boolean;
                            isInternal: boolean;
                            isMember: boolean;
                            isPublic: boolean;
                            latestRelease: {
                                version: string;
                            } | null;
                            name: string;
                            platform: string | null;
                            platforms: string[];
                            slug: string;
                            status: string;
                            team: components["schemas"]["TeamReference"] | null;
                            team_slug: string | null;
                            teams: components["schemas"]["TeamReference"][];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/releases/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    end?: string;
                    environment?: string[];
                    health?: string;
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    start?: string;
                    statsPeriod?: string;
                    status?: "open" | "archived" | "";
                    summaryStatsPeriod?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adoptionStages: {
                                [key: string]: {
                                    adopted: null;
                                    stage: string;
                                    unadopted: null;
                                };
                            } | null;
                            authors: (components["schemas"]["User"] | {
                                email: string;
                                name: string | null;
                            })[];
                            commitCount: number;
                            currentProjectMeta: {
                                [key: string]: unknown;
                            } | null;
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            dateReleased: string | null;
                            dateStarted: string | null;
                            deployCount: number;
                            firstEvent: string | null;
                            id: number;
                            lastCommit: {
                                author?: components["schemas"]["User"] | {
                                    email: string;
                                    name: string | null;
                                };
                                dateCreated: string;
                                id: string;
                                message: string | null;
                                pullRequest: null;
                                releases: unknown[];
                                repository: {
                                    dateCreated: string;
                                    id: string;
                                    name: string;
                                    provider: {
                                        id: string;
                                        name: string;
                                    };
                                    status: string;
                                    url: string | null;
                                };
                                suspectCommitType: string;
                            } | null;
                            lastDeploy: {
                                dateFinished: string;
                                dateStarted: string | null;
                                environment: string;
                                id: string;
                                name: string | null;
                                url: string | null;
                            } | null;
                            lastEvent: string | null;
                            newGroups: number;
                            owner: null;
                            projects: {
                                hasHealthData: boolean;
                                healthData?: {
                                    adoption: number | null;
                                    crashFreeSessions: number | null;
                                    crashFreeUsers: number | null;
                                    durationP50: null;
                                    durationP90: null;
                                    hasHealthData: boolean;
                                    sessionsAdoption: number | null;
                                    sessionsCrashed: number;
                                    sessionsErrored: number;
                                    stats: {
                                        [key: string]: unknown;
                                    };
                                    totalProjectSessions24h: number;
                                    totalProjectUsers24h: number;
                                    totalSessions: number;
                                    totalSessions24h: number;
                                    totalUsers: number;
                                    totalUsers24h: number;
                                };
                                id: number;
                                name: string;
                                newGroups: number;
                                platform: string | null;
                                platforms: string[];
                                slug: string;
                            }[];
                            ref: string | null;
                            shortVersion: string;
                            status: string;
                            url: string | null;
                            userAgent: null;
                            version: string;
                            versionInfo: {
                                buildHash: string | null;
                                description: string;
                                package: string | null;
                                version: {
                                    buildCode: string | null;
                                    components: number;
                                    major: number;
                                    minor: number;
                                    patch: number;
                                    pre: string | null;
                                    raw: string;
                                } | {
                                    raw: string;
                                };
                            };
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        commits?: {
                            author_email?: string | null;
                            author_name?: string | null;
                            id: string;
                            message?: string | null;
                            patch_set?: {
                                path: string;
                                /** @enum {unknown} */
                                type: "A" | "M" | "D";
                            }[] | null;
                            repository?: string | null;
                            /** Format: date-time */
                            timestamp?: string | null;
                        }[] | null;
                        /** Format: date-time */
                        dateReleased?: string | null;
                        /** Format: date-time */
                        dateStarted?: string | null;
                        projects?: string[];
                        ref?: string | null;
                        refs?: {
                            commit: string;
                            previousCommit?: string | null;
                            repository: string;
                        }[] | null;
                        /** @enum {unknown} */
                        status?: "open" | "archived";
                        url?: string | null;
                        version: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adoptionStages: {
                                [key: string]: {
                                    adopted: null;
                                    stage: string;
                                    unadopted: null;
                                };
                            } | null;
                            authors: (components["schemas"]["User"] | {
                                email: string;
                                name: string | null;
                            })[];
                            commitCount: number;
                            currentProjectMeta: {
                                [key: string]: unknown;
                            } | null;
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            dateReleased: string | null;
                            dateStarted: string | null;
                            deployCount: number;
                            firstEvent: string | null;
                            id: number;
                            lastCommit: {
                                author?: components["schemas"]["User"] | {
                                    email: string;
                                    name: string | null;
                                };
                                dateCreated: string;
                                id: string;
                                message: string | null;
                                pullRequest: null;
                                releases: unknown[];
                                repository: {
                                    dateCreated: string;
                                    id: string;
                                    name: string;
                                    provider: {
                                        id: string;
                                        name: string;
                                    };
                                    status: string;
                                    url: string | null;
                                };
                                suspectCommitType: string;
                            } | null;
                            lastDeploy: {
                                dateFinished: string;
                                dateStarted: string | null;
                                environment: string;
                                id: string;
                                name: string | null;
                                url: string | null;
                            } | null;
                            lastEvent: string | null;
                            newGroups: number;
                            owner: null;
                            projects: {
                                hasHealthData: boolean;
                                healthData?: {
                                    adoption: number | null;
                                    crashFreeSessions: number | null;
                                    crashFreeUsers: number | null;
                                    durationP50: null;
                                    durationP90: null;
                                    hasHealthData: boolean;
                                    sessionsAdoption: number | null;
                                    sessionsCrashed: number;
                                    sessionsErrored: number;
                                    stats: {
                                        [key: string]: unknown;
                                    };
                                    totalProjectSessions24h: number;
                                    totalProjectUsers24h: number;
                                    totalSessions: number;
                                    totalSessions24h: number;
                                    totalUsers: number;
                                    totalUsers24h: number;
                                };
                                id: number;
                                name: string;
                                newGroups: number;
                                platform: string | null;
                                platforms: string[];
                                slug: string;
                            }[];
                            ref: string | null;
                            shortVersion: string;
                            status: string;
                            url: string | null;
                            userAgent: null;
                            version: string;
                            versionInfo: {
                                buildHash: string | null;
                                description: string;
                                package: string | null;
                                version: {
                                    buildCode: string | null;
                                    components: number;
                                    major: number;
                                    minor: number;
                                    patch: number;
                                    pre: string | null;
                                    raw: string;
                                } | {
                                    raw: string;
                                };
                            };
                        };
                    };
                };
                /** @description Default Response */
                208: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adoptionStages: {
                                [key: string]: {
                                    adopted: null;
                                    stage: string;
                                    unadopted: null;
                                };
                            } | null;
                            authors: (components["schemas"]["User"] | {
                                email: string;
                                name: string | null;
                            })[];
                            commitCount: number;
                            currentProjectMeta: {
                                [key: string]: unknown;
                            } | null;
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            dateReleased: string | null;
                            dateStarted: string | null;
                            deployCount: number;
                            firstEvent: string | null;
                            id: number;
                            lastCommit: {
                                author?: components["schemas"]["User"] | {
                                    email: string;
                                    name: string | null;
                                };
                                dateCreated: string;
                                id: string;
                                message: string | null;
                                pullRequest: null;
                                releases: unknown[];
                                repository: {
                                    dateCreated: string;
                                    id: string;
                                    name: string;
                                    provider: {
                                        id: string;
                                        name: string;
                                    };
                                    status: string;
                                    url: string | null;
                                };
                                suspectCommitType: string;
                            } | null;
                            lastDeploy: {
                                dateFinished: string;
                                dateStarted: string | null;
                                environment: string;
                                id: string;
                                name: string | null;
                                url: string | null;
                            } | null;
                            lastEvent: string | null;
                            newGroups: number;
                            owner: null;
                            projects: {
                                hasHealthData: boolean;
                                healthData?: {
                                    adoption: number | null;
                                    crashFreeSessions: number | null;
                                    crashFreeUsers: number | null;
                                    durationP50: null;
                                    durationP90: null;
                                    hasHealthData: boolean;
                                    sessionsAdoption: number | null;
                                    sessionsCrashed: number;
                                    sessionsErrored: number;
                                    stats: {
                                        [key: string]: unknown;
                                    };
                                    totalProjectSessions24h: number;
                                    totalProjectUsers24h: number;
                                    totalSessions: number;
                                    totalSessions24h: number;
                                    totalUsers: number;
                                    totalUsers24h: number;
                                };
                                id: number;
                                name: string;
                                newGroups: number;
                                platform: string | null;
                                platforms: string[];
                                slug: string;
                            }[];
                            ref: string | null;
                            shortVersion: string;
                            status: string;
                            url: string | null;
                            userAgent: null;
                            version: string;
                            versionInfo: {
                                buildHash: string | null;
                                description: string;
                                package: string | null;
                                version: {
                                    buildCode: string | null;
                                    components: number;
                                    major: number;
                                    minor: number;
                                    patch: number;
                                    pre: string | null;
                                    raw: string;
                                } | {
                                    raw: string;
                                };
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/releases/{version}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    environment?: string[];
                    health?: string;
                    summaryStatsPeriod?: string;
                };
                header?: never;
                path: {
                    org: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adoptionStages: {
                                [key: string]: {
                                    adopted: null;
                                    stage: string;
                                    unadopted: null;
                                };
                            } | null;
                            authors: (components["schemas"]["User"] | {
                                email: string;
                                name: string | null;
                            })[];
                            commitCount: number;
                            currentProjectMeta: {
                                [key: string]: unknown;
                            } | null;
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            dateReleased: string | null;
                            dateStarted: string | null;
                            deployCount: number;
                            firstEvent: string | null;
                            id: number;
                            lastCommit: {
                                author?: components["schemas"]["User"] | {
                                    email: string;
                                    name: string | null;
                                };
                                dateCreated: string;
                                id: string;
                                message: string | null;
                                pullRequest: null;
                                releases: unknown[];
                                repository: {
                                    dateCreated: string;
                                    id: string;
                                    name: string;
                                    provider: {
                                        id: string;
                                        name: string;
                                    };
                                    status: string;
                                    url: string | null;
                                };
                                suspectCommitType: string;
                            } | null;
                            lastDeploy: {
                                dateFinished: string;
                                dateStarted: string | null;
                                environment: string;
                                id: string;
                                name: string | null;
                                url: string | null;
                            } | null;
                            lastEvent: string | null;
                            newGroups: number;
                            owner: null;
                            projects: {
                                hasHealthData: boolean;
                                healthData?: {
                                    adoption: number | null;
                                    crashFreeSessions: number | null;
                                    crashFreeUsers: number | null;
                                    durationP50: null;
                                    durationP90: null;
                                    hasHealthData: boolean;
                                    sessionsAdoption: number | null;
                                    sessionsCrashed: number;
                                    sessionsErrored: number;
                                    stats: {
                                        [key: string]: unknown;
                                    };
                                    totalProjectSessions24h: number;
                                    totalProjectUsers24h: number;
                                    totalSessions: number;
                                    totalSessions24h: number;
                                    totalUsers: number;
                                    totalUsers24h: number;
                                };
                                id: number;
                                name: string;
                                newGroups: number;
                                platform: string | null;
                                platforms: string[];
                                slug: string;
                            }[];
                            ref: string | null;
                            shortVersion: string;
                            status: string;
                            url: string | null;
                            userAgent: null;
                            version: string;
                            versionInfo: {
                                buildHash: string | null;
                                description: string;
                                package: string | null;
                                version: {
                                    buildCode: string | null;
                                    components: number;
                                    major: number;
                                    minor: number;
                                    patch: number;
                                    pre: string | null;
                                    raw: string;
                                } | {
                                    raw: string;
                                };
                            };
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        commits?: {
                            author_email?: string | null;
                            author_name?: string | null;
                            id: string;
                            message?: string | null;
                            patch_set?: {
                                path: string;
                                /** @enum {unknown} */
                                type: "A" | "M" | "D";
                            }[] | null;
                            repository?: string | null;
                            /** Format: date-time */
                            timestamp?: string | null;
                        }[] | null;
                        /** Format: date-time */
                        dateReleased?: string | null;
                        /** Format: date-time */
                        dateStarted?: string | null;
                        projects?: string[];
                        ref?: string | null;
                        refs?: {
                            commit: string;
                            previousCommit?: string | null;
                            repository: string;
                        }[] | null;
                        /** @enum {unknown} */
                        status?: "open" | "archived";
                        url?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adoptionStages: {
                                [key: string]: {
                                    adopted: null;
                                    stage: string;
                                    unadopted: null;
                                };
                            } | null;
                            authors: (components["schemas"]["User"] | {
                                email: string;
                                name: string | null;
                            })[];
                            commitCount: number;
                            currentProjectMeta: {
                                [key: string]: unknown;
                            } | null;
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            dateReleased: string | null;
                            dateStarted: string | null;
                            deployCount: number;
                            firstEvent: string | null;
                            id: number;
                            lastCommit: {
                                author?: components["schemas"]["User"] | {
                                    email: string;
                                    name: string | null;
                                };
                                dateCreated: string;
                                id: string;
                                message: string | null;
                                pullRequest: null;
                                releases: unknown[];
                                repository: {
                                    dateCreated: string;
                                    id: string;
                                    name: string;
                                    provider: {
                                        id: string;
                                        name: string;
                                    };
                                    status: string;
                                    url: string | null;
                                };
                                suspectCommitType: string;
                            } | null;
                            lastDeploy: {
                                dateFinished: string;
                                dateStarted: string | null;
                                environment: string;
                                id: string;
                                name: string | null;
                                url: string | null;
                            } | null;
                            lastEvent: string | null;
                            newGroups: number;
                            owner: null;
                            projects: {
                                hasHealthData: boolean;
                                healthData?: {
                                    adoption: number | null;
                                    crashFreeSessions: number | null;
                                    crashFreeUsers: number | null;
                                    durationP50: null;
                                    durationP90: null;
                                    hasHealthData: boolean;
                                    sessionsAdoption: number | null;
                                    sessionsCrashed: number;
                                    sessionsErrored: number;
                                    stats: {
                                        [key: string]: unknown;
                                    };
                                    totalProjectSessions24h: number;
                                    totalProjectUsers24h: number;
                                    totalSessions: number;
                                    totalSessions24h: number;
                                    totalUsers: number;
                                    totalUsers24h: number;
                                };
                                id: number;
                                name: string;
                                newGroups: number;
                                platform: string | null;
                                platforms: string[];
                                slug: string;
                            }[];
                            ref: string | null;
                            shortVersion: string;
                            status: string;
                            url: string | null;
                            userAgent: null;
                            version: string;
                            versionInfo: {
                                buildHash: string | null;
                                description: string;
                                package: string | null;
                                version: {
                                    buildCode: string | null;
                                    components: number;
                                    major: number;
                                    minor: number;
                                    patch: number;
                                    pre: string | null;
                                    raw: string;
                                } | {
                                    raw: string;
                                };
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/releases/{version}/commitfiles/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    org: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            commitMessage: string | null;
                            filename: string;
                            id: string;
                            orgId: number;
                            repoName: string;
                            type: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/releases/{version}/commits/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    org: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            author?: components["schemas"]["User"] | {
                                email: string;
                                name: string | null;
                            };
                            dateCreated: string;
                            id: string;
                            message: string | null;
                            pullRequest: null;
                            releases: unknown[];
                            repository: {
                                dateCreated: string;
                                id: string;
                                name: string;
                                provider: {
                                    id: string;
                                    name: string;
                                };
                                status: string;
                                url: string | null;
                            };
                            suspectCommitType: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/releases/{version}/deploys/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    org: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dateFinished: string;
                            dateStarted: string | null;
                            environment: string;
                            id: string;
                            name: string | null;
                            url: string | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        dateFinished?: string | null;
                        /** Format: date-time */
                        dateStarted?: string | null;
                        environment: string;
                        name?: string | null;
                        projects?: string[] | null;
                        url?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dateFinished: string;
                            dateStarted: string | null;
                            environment: string;
                            id: string;
                            name: string | null;
                            url: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/releases/{version}/previous-with-commits/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adoptionStages: {
                                [key: string]: {
                                    adopted: null;
                                    stage: string;
                                    unadopted: null;
                                };
                            } | null;
                            authors: (components["schemas"]["User"] | {
                                email: string;
                                name: string | null;
                            })[];
                            commitCount: number;
                            currentProjectMeta: {
                                [key: string]: unknown;
                            } | null;
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            dateReleased: string | null;
                            dateStarted: string | null;
                            deployCount: number;
                            firstEvent: string | null;
                            id: number;
                            lastCommit: {
                                author?: components["schemas"]["User"] | {
                                    email: string;
                                    name: string | null;
                                };
                                dateCreated: string;
                                id: string;
                                message: string | null;
                                pullRequest: null;
                                releases: unknown[];
                                repository: {
                                    dateCreated: string;
                                    id: string;
                                    name: string;
                                    provider: {
                                        id: string;
                                        name: string;
                                    };
                                    status: string;
                                    url: string | null;
                                };
                                suspectCommitType: string;
                            } | null;
                            lastDeploy: {
                                dateFinished: string;
                                dateStarted: string | null;
                                environment: string;
                                id: string;
                                name: string | null;
                                url: string | null;
                            } | null;
                            lastEvent: string | null;
                            newGroups: number;
                            owner: null;
                            projects: {
                                hasHealthData: boolean;
                                healthData?: {
                                    adoption: number | null;
                                    crashFreeSessions: number | null;
                                    crashFreeUsers: number | null;
                                    durationP50: null;
                                    durationP90: null;
                                    hasHealthData: boolean;
                                    sessionsAdoption: number | null;
                                    sessionsCrashed: number;
                                    sessionsErrored: number;
                                    stats: {
                                        [key: string]: unknown;
                                    };
                                    totalProjectSessions24h: number;
                                    totalProjectUsers24h: number;
                                    totalSessions: number;
                                    totalSessions24h: number;
                                    totalUsers: number;
                                    totalUsers24h: number;
                                };
                                id: number;
                                name: string;
                                newGroups: number;
                                platform: string | null;
                                platforms: string[];
                                slug: string;
                            }[];
                            ref: string | null;
                            shortVersion: string;
                            status: string;
                            url: string | null;
                            userAgent: null;
                            version: string;
                            versionInfo: {
                                buildHash: string | null;
                                description: string;
                                package: string | null;
                                version: {
                                    buildCode: string | null;
                                    components: number;
                                    major: number;
                                    minor: number;
                                    patch: number;
                                    pre: string | null;
                                    raw: string;
                                } | {
                                    raw: string;
                                };
                            };
                        } | Record<string, never>;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/repos/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                    query?: string;
                    status?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dateCreated: string;
                            id: string;
                            name: string;
                            provider: {
                                id: string;
                                name: string;
                            };
                            status: string;
                            url: string | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        provider?: string | null;
                        url?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dateCreated: string;
                            id: string;
                            name: string;
                            provider: {
                                id: string;
                                name: string;
                            };
                            status: string;
                            url: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/repos/{repository}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    repository: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/sessions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    end?: string;
                    environment?: string[];
                    field: string[];
                    groupBy?: ("project" | "release" | "environment" | "session.status")[];
                    includeSeries?: string;
                    includeTotals?: string;
                    interval?: string;
                    orderBy?: string;
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    start?: string;
                    statsPeriod?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            end: string;
                            groups: {
                                by: {
                                    [key: string]: string | number;
                                };
                                series: {
                                    [key: string]: (number | null)[];
                                };
                                totals: {
                                    [key: string]: number | null;
                                };
                            }[];
                            intervals: string[];
                            query: string;
                            start: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/shortids/{shortId}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    shortId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            group: {
                                annotations: {
                                    displayName: string;
                                    url: string;
                                }[];
                                assignedTo: components["schemas"]["Actor"] | null;
                                count: string;
                                culprit: string | null;
                                firstSeen: string;
                                hasSeen: boolean;
                                id: string;
                                isBookmarked: boolean;
                                isPublic: boolean;
                                isSubscribed: boolean;
                                issueCategory: string;
                                issueType: string;
                                isUnhandled: boolean;
                                lastSeen: string;
                                level: string;
                                logger: string | null;
                                metadata: {
                                    [key: string]: unknown;
                                };
                                numComments: number;
                                owners: {
                                    date_added: string;
                                    owner: string;
                                    type: string;
                                }[];
                                permalink: string;
                                platform: string | null;
                                priority: string | null;
                                priorityLockedAt: string | null;
                                project: components["schemas"]["ProjectReference"];
                                seerAutofixLastTriggered: string | null;
                                seerExplorerAutofixLastTriggered: string | null;
                                seerFixabilityScore: number | null;
                                shareId: string | null;
                                shortId: string;
                                status: string;
                                statusDetails: {
                                    [key: string]: unknown;
                                };
                                subscriptionDetails: null;
                                substatus: string | null;
                                title: string;
                                type: string;
                                userCount: number;
                                userReportCount: number;
                            };
                            groupId: string;
                            organizationSlug: string;
                            projectSlug: string;
                            shortId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/stats_v2/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    category?: string[];
                    end?: string;
                    environment?: string[];
                    field: ("sum(quantity)" | "sum(times_seen)")[];
                    groupBy?: ("outcome" | "category" | "reason" | "project" | "key")[];
                    interval?: string;
                    outcome?: string[];
                    project?: string[];
                    reason?: string[];
                    start?: string;
                    statsPeriod?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            end: string;
                            groups: {
                                by: {
                                    [key: string]: string | number;
                                };
                                series: {
                                    [key: string]: number[];
                                };
                                totals: {
                                    [key: string]: number;
                                };
                            }[];
                            intervals: string[];
                            start: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/stats-summary/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    category?: string[];
                    end?: string;
                    environment?: string[];
                    field: ("sum(quantity)" | "sum(times_seen)")[];
                    groupBy?: ("outcome" | "category" | "reason" | "project" | "key")[];
                    interval?: string;
                    outcome?: string[];
                    project?: string[];
                    reason?: string[];
                    start?: string;
                    statsPeriod?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            end: string;
                            projects: {
                                id: string;
                                slug: string;
                                stats: {
                                    [key: string]: unknown;
                                }[];
                            }[];
                            start: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/tags/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    end?: string;
                    environment?: string[];
                    key?: string[];
                    limit?: number;
                    project?: string[];
                    start?: string;
                    statsPeriod?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            key: string;
                            name: string;
                            topValues?: {
                                count: number | null;
                                firstSeen: string | null;
                                key: string;
                                lastSeen: string | null;
                                name: string;
                                projects?: string[];
                                query: string | null;
                                value: string | null;
                            }[];
                            totalValues: number;
                            uniqueValues?: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/tags/{key}/values/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    end?: string;
                    environment?: string[];
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    sort?: "age" | "count" | "date" | "id";
                    start?: string;
                    statsPeriod?: string;
                };
                header?: never;
                path: {
                    key: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count: number | null;
                            firstSeen: string | null;
                            key: string;
                            lastSeen: string | null;
                            name: string;
                            projects?: string[];
                            query: string | null;
                            value: string | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/teams/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                    query?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access: string[];
                            avatar: components["schemas"]["Avatar"];
                            dateCreated: string | null;
                            flags: {
                                [key: string]: unknown;
                            };
                            hasAccess: boolean;
                            id: string;
                            isMember: boolean;
                            isPending: boolean;
                            memberCount: number;
                            name: string;
                            projects: components["schemas"]["ProjectBase"][];
                            slug: string;
                            teamRole: string | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        slug?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access: string[];
                            avatar: components["schemas"]["Avatar"];
                            dateCreated: string | null;
                            flags: {
                                [key: string]: unknown;
                            };
                            hasAccess: boolean;
                            id: string;
                            isMember: boolean;
                            isPending: boolean;
                            memberCount: number;
                            name: string;
                            slug: string;
                            teamRole: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/trace-logs/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    end?: string;
                    environment?: string[];
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    sort?: string[];
                    start?: string;
                    statsPeriod?: string;
                    traceId?: string[];
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                [key: string]: unknown;
                            }[];
                            meta: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/trace-meta/{trace}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    additional_attributes?: string[];
                    end?: string;
                    limit?: number;
                    project?: string[];
                    start?: string;
                    statsPeriod?: string;
                };
                header?: never;
                path: {
                    org: string;
                    trace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/trace/{trace}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    additional_attributes?: string[];
                    end?: string;
                    limit?: number;
                    project?: string[];
                    start?: string;
                    statsPeriod?: string;
                };
                header?: never;
                path: {
                    org: string;
                    trace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/workflows/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    id?: number[];
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    projectSlug?: string[];
                    query?: string;
                    sortBy?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actionFilters: {
                                actions: {
                                    [key: string]: unknown;
                                }[];
                                conditions: {
                                    comparison: unknown;
                                    conditionResult: unknown;
                                    id: string;
                                    type: string;
                                }[];
                                id: string;
                                logicType: string;
                                organizationId: string;
                            }[];
                            allProjects: boolean;
                            config: {
                                [key: string]: unknown;
                            };
                            createdBy: string | null;
                            dateCreated: string;
                            dateUpdated: string;
                            detectorIds: string[];
                            enabled: boolean;
                            environment: string | null;
                            id: string;
                            lastTriggered: string | null;
                            name: string;
                            organizationId: string;
                            owner: string | null;
                            tier: string | null;
                            triggers: {
                                actions: {
                                    [key: string]: unknown;
                                }[];
                                conditions: {
                                    comparison: unknown;
                                    conditionResult: unknown;
                                    id: string;
                                    type: string;
                                }[];
                                id: string;
                                logicType: string;
                                organizationId: string;
                            } | null;
                        }[];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: {
                    cursor?: string;
                    id?: number[];
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    projectSlug?: string[];
                    query?: string;
                    sortBy?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        enabled: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actionFilters: {
                                actions: {
                                    [key: string]: unknown;
                                }[];
                                conditions: {
                                    comparison: unknown;
                                    conditionResult: unknown;
                                    id: string;
                                    type: string;
                                }[];
                                id: string;
                                logicType: string;
                                organizationId: string;
                            }[];
                            allProjects: boolean;
                            config: {
                                [key: string]: unknown;
                            };
                            createdBy: string | null;
                            dateCreated: string;
                            dateUpdated: string;
                            detectorIds: string[];
                            enabled: boolean;
                            environment: string | null;
                            id: string;
                            lastTriggered: string | null;
                            name: string;
                            organizationId: string;
                            owner: string | null;
                            tier: string | null;
                            triggers: {
                                actions: {
                                    [key: string]: unknown;
                                }[];
                                conditions: {
                                    comparison: unknown;
                                    conditionResult: unknown;
                                    id: string;
                                    type: string;
                                }[];
                                id: string;
                                logicType: string;
                                organizationId: string;
                            } | null;
                        }[];
                    };
                };
            };
        };
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        action_filters?: {
                            actions?: {
                                [key: string]: unknown;
                            }[];
                            conditions?: {
                                comparison?: unknown;
                                condition_result?: unknown;
                                conditionResult?: unknown;
                                type: string;
                            }[];
                            /** @enum {unknown} */
                            logic_type?: "any" | "any-short" | "all" | "none";
                            /** @enum {unknown} */
                            logicType?: "any" | "any-short" | "all" | "none";
                        }[] | null;
                        actionFilters?: {
                            actions?: {
                                [key: string]: unknown;
                            }[];
                            conditions?: {
                                comparison?: unknown;
                                condition_result?: unknown;
                                conditionResult?: unknown;
                                type: string;
                            }[];
                            /** @enum {unknown} */
                            logic_type?: "any" | "any-short" | "all" | "none";
                            /** @enum {unknown} */
                            logicType?: "any" | "any-short" | "all" | "none";
                        }[] | null;
                        config?: {
                            frequency?: number;
                        };
                        detector_ids?: (string | number)[];
                        detectorIds?: (string | number)[];
                        enabled?: boolean;
                        environment?: string | null;
                        name?: string;
                        owner?: string | null;
                        triggers?: {
                            actions?: {
                                [key: string]: unknown;
                            }[];
                            conditions?: {
                                comparison?: unknown;
                                condition_result?: unknown;
                                conditionResult?: unknown;
                                type: string;
                            }[];
                            /** @enum {unknown} */
                            logic_type?: "any" | "any-short" | "all" | "none";
                            /** @enum {unknown} */
                            logicType?: "any" | "any-short" | "all" | "none";
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actionFilters: {
                                actions: {
                                    [key: string]: unknown;
                                }[];
                                conditions: {
                                    comparison: unknown;
                                    conditionResult: unknown;
                                    id: string;
                                    type: string;
                                }[];
                                id: string;
                                logicType: string;
                                organizationId: string;
                            }[];
                            allProjects: boolean;
                            config: {
                                [key: string]: unknown;
                            };
                            createdBy: string | null;
                            dateCreated: string;
                            dateUpdated: string;
                            detectorIds: string[];
                            enabled: boolean;
                            environment: string | null;
                            id: string;
                            lastTriggered: string | null;
                            name: string;
                            organizationId: string;
                            owner: string | null;
                            tier: string | null;
                            triggers: {
                                actions: {
                                    [key: string]: unknown;
                                }[];
                                conditions: {
                                    comparison: unknown;
                                    conditionResult: unknown;
                                    id: string;
                                    type: string;
                                }[];
                                id: string;
                                logicType: string;
                                organizationId: string;
                            } | null;
                        };
                    };
                };
            };
        };
        delete: {
            parameters: {
                query?: {
                    cursor?: string;
                    id?: number[];
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    projectSlug?: string[];
                    query?: string;
                    sortBy?: string;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{org}/workflows/{workflow}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    workflow: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actionFilters: {
                                actions: {
                                    [key: string]: unknown;
                                }[];
                                conditions: {
                                    comparison: unknown;
                                    conditionResult: unknown;
                                    id: string;
                                    type: string;
                                }[];
                                id: string;
                                logicType: string;
                                organizationId: string;
                            }[];
                            allProjects: boolean;
                            config: {
                                [key: string]: unknown;
                            };
                            createdBy: string | null;
                            dateCreated: string;
                            dateUpdated: string;
                            detectorIds: string[];
                            enabled: boolean;
                            environment: string | null;
                            id: string;
                            lastTriggered: string | null;
                            name: string;
                            organizationId: string;
                            owner: string | null;
                            tier: string | null;
                            triggers: {
                                actions: {
                                    [key: string]: unknown;
                                }[];
                                conditions: {
                                    comparison: unknown;
                                    conditionResult: unknown;
                                    id: string;
                                    type: string;
                                }[];
                                id: string;
                                logicType: string;
                                organizationId: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    workflow: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        action_filters?: {
                            actions?: {
                                [key: string]: unknown;
                            }[];
                            conditions?: {
                                comparison?: unknown;
                                condition_result?: unknown;
                                conditionResult?: unknown;
                                type: string;
                            }[];
                            /** @enum {unknown} */
                            logic_type?: "any" | "any-short" | "all" | "none";
                            /** @enum {unknown} */
                            logicType?: "any" | "any-short" | "all" | "none";
                        }[] | null;
                        actionFilters?: {
                            actions?: {
                                [key: string]: unknown;
                            }[];
                            conditions?: {
                                comparison?: unknown;
                                condition_result?: unknown;
                                conditionResult?: unknown;
                                type: string;
                            }[];
                            /** @enum {unknown} */
                            logic_type?: "any" | "any-short" | "all" | "none";
                            /** @enum {unknown} */
                            logicType?: "any" | "any-short" | "all" | "none";
                        }[] | null;
                        config?: {
                            frequency?: number;
                        };
                        detector_ids?: (string | number)[];
                        detectorIds?: (string | number)[];
                        enabled?: boolean;
                        environment?: string | null;
                        name?: string;
                        owner?: string | null;
                        triggers?: {
                            actions?: {
                                [key: string]: unknown;
                            }[];
                            conditions?: {
                                comparison?: unknown;
                                condition_result?: unknown;
                                conditionResult?: unknown;
                                type: string;
                            }[];
                            /** @enum {unknown} */
                            logic_type?: "any" | "any-short" | "all" | "none";
                            /** @enum {unknown} */
                            logicType?: "any" | "any-short" | "all" | "none";
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actionFilters: {
                                actions: {
                                    [key: string]: unknown;
                                }[];
                                conditions: {
                                    comparison: unknown;
                                    conditionResult: unknown;
                                    id: string;
                                    type: string;
                                }[];
                                id: string;
                                logicType: string;
                                organizationId: string;
                            }[];
                            allProjects: boolean;
                            config: {
                                [key: string]: unknown;
                            };
                            createdBy: string | null;
                            dateCreated: string;
                            dateUpdated: string;
                            detectorIds: string[];
                            enabled: boolean;
                            environment: string | null;
                            id: string;
                            lastTriggered: string | null;
                            name: string;
                            organizationId: string;
                            owner: string | null;
                            tier: string | null;
                            triggers: {
                                actions: {
                                    [key: string]: unknown;
                                }[];
                                conditions: {
                                    comparison: unknown;
                                    conditionResult: unknown;
                                    id: string;
                                    type: string;
                                }[];
                                id: string;
                                logicType: string;
                                organizationId: string;
                            } | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    workflow: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                    query?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            organization: components["schemas"]["Organization"];
                            platform: string | null;
                            slug: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access: string[];
                            allowedDomains: string[];
                            autofixAutomationTuning: string;
                            avatar: components["schemas"]["Avatar"];
                            builtinSymbolSources: string[];
                            color: string;
                            dataScrubber: boolean;
                            dataScrubberDefaults: boolean;
                            /** Format: date-time */
                            dateCreated: string;
                            debugFilesRole: null;
                            defaultEnvironment: string | null;
                            derivedGroupingEnhancements: string;
                            digestsMaxDelay: number;
                            digestsMinDelay: number;
                            dynamicSamplingBiases: {
                                [key: string]: unknown;
                            }[];
                            enableAutoReleaseCreation: boolean;
                            environments: string[];
                            features: string[];
                            fingerprintingRules: string;
                            firstEvent: string | null;
                            firstTransactionEvent: boolean;
                            /** @enum {unknown} */
                            groupingConfig: "newstyle:2026-01-20" | "newstyle:2023-01-11";
                            groupingEnhancements: string;
                            hasAccess: boolean;
                            hasFeedbacks: boolean;
                            hasFlags: boolean;
                            hasInsightsAgentMonitoring: boolean;
                            hasInsightsAppStart: boolean;
                            hasInsightsAssets: boolean;
                            hasInsightsCaches: boolean;
                            hasInsightsDb: boolean;
                            hasInsightsHttp: boolean;
                            hasInsightsMCP: boolean;
                            hasInsightsQueues: boolean;
                            hasInsightsScreenLoad: boolean;
                            hasInsightsVitals: boolean;
                            hasLogs: boolean;
                            hasMinifiedStackTrace: boolean;
                            hasMonitors: boolean;
                            hasNewFeedbacks: boolean;
                            hasProfiles: boolean;
                            hasReplays: boolean;
                            hasSessions: boolean;
                            hasTraceMetrics: boolean;
                            hasUserReports: boolean;
                            highlightContext: {
                                [key: string]: unknown;
                            };
                            highlightPreset: {
                                context: {
                                    [key: string]: unknown;
                                };
                                tags: string[];
                            };
                            highlightTags: string[];
                            id: string;
                            isBookmarked: boolean;
                            isDynamicallySampled: boolean;
                            isInternal: boolean;
                            isMember: boolean;
                            isPublic: boolean;
                            latestRelease: {
                                version: string;
                            } | null;
                            name: string;
                            options: {
                                [key: string]: unknown;
                            };
                            organization: components["schemas"]["Organization"];
                            platform: string | null;
                            platforms: string[];
                            processingIssues: number;
                            relayPiiConfig: string | null;
                            resolveAge: number;
                            safeFields: string[];
                            scmSourceContextEnabled: boolean;
                            scrapeJavaScript: boolean;
                            scrubIPAddresses: boolean;
                            secondaryGroupingConfig: ("newstyle:2026-01-20" | "newstyle:2023-01-11") | null;
                            secondaryGroupingExpiry: number;
                            securityToken: string;
                            securityTokenHeader: string | null;
                            seerNightshiftTweaks: null;
                            seerScannerAutomation: boolean;
                            sensitiveFields: string[];
                            slug: string;
                            status: string;
                            storeCrashReports: number | null;
                            subjectPrefix: string;
                            subjectTemplate: string;
                            symbolSources: string;
                            team: components["schemas"]["TeamReference"] | null;
                            teams: components["schemas"]["TeamReference"][];
                            tempestFetchScreenshots: boolean;
                            verifySSL: boolean;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        allowedDomains?: string[];
                        dataScrubber?: boolean;
                        dataScrubberDefaults?: boolean;
                        defaultEnvironment?: string | null;
                        digestsMaxDelay?: number;
                        digestsMinDelay?: number;
                        enableAutoReleaseCreation?: boolean;
                        fingerprintingRules?: string;
                        /** @enum {unknown} */
                        groupingConfig?: "newstyle:2026-01-20" | "newstyle:2023-01-11";
                        groupingEnhancements?: string;
                        highlightContext?: {
                            [key: string]: unknown;
                        };
                        highlightTags?: string[];
                        name?: string;
                        platform?: string | null;
                        relayPiiConfig?: string | null;
                        resolveAge?: number;
                        safeFields?: string[];
                        scmSourceContextEnabled?: boolean;
                        scrapeJavaScript?: boolean;
                        scrubIPAddresses?: boolean;
                        secondaryGroupingConfig?: ("newstyle:2026-01-20" | "newstyle:2023-01-11") | null;
                        secondaryGroupingExpiry?: number;
                        securityToken?: string;
                        securityTokenHeader?: string | null;
                        sensitiveFields?: string[];
                        slug?: string;
                        storeCrashReports?: number | null;
                        subjectPrefix?: string;
                        subjectTemplate?: string;
                        verifySSL?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access: string[];
                            allowedDomains: string[];
                            autofixAutomationTuning: string;
                            avatar: components["schemas"]["Avatar"];
                            builtinSymbolSources: string[];
                            color: string;
                            dataScrubber: boolean;
                            dataScrubberDefaults: boolean;
                            /** Format: date-time */
                            dateCreated: string;
                            debugFilesRole: null;
                            defaultEnvironment: string | null;
                            derivedGroupingEnhancements: string;
                            digestsMaxDelay: number;
                            digestsMinDelay: number;
                            dynamicSamplingBiases: {
                                [key: string]: unknown;
                            }[];
                            enableAutoReleaseCreation: boolean;
                            environments: string[];
                            features: string[];
                            fingerprintingRules: string;
                            firstEvent: string | null;
                            firstTransactionEvent: boolean;
                            /** @enum {unknown} */
                            groupingConfig: "newstyle:2026-01-20" | "newstyle:2023-01-11";
                            groupingEnhancements: string;
                            hasAccess: boolean;
                            hasFeedbacks: boolean;
                            hasFlags: boolean;
                            hasInsightsAgentMonitoring: boolean;
                            hasInsightsAppStart: boolean;
                            hasInsightsAssets: boolean;
                            hasInsightsCaches: boolean;
                            hasInsightsDb: boolean;
                            hasInsightsHttp: boolean;
                            hasInsightsMCP: boolean;
                            hasInsightsQueues: boolean;
                            hasInsightsScreenLoad: boolean;
                            hasInsightsVitals: boolean;
                            hasLogs: boolean;
                            hasMinifiedStackTrace: boolean;
                            hasMonitors: boolean;
                            hasNewFeedbacks: boolean;
                            hasProfiles: boolean;
                            hasReplays: boolean;
                            hasSessions: boolean;
                            hasTraceMetrics: boolean;
                            hasUserReports: boolean;
                            highlightContext: {
                                [key: string]: unknown;
                            };
                            highlightPreset: {
                                context: {
                                    [key: string]: unknown;
                                };
                                tags: string[];
                            };
                            highlightTags: string[];
                            id: string;
                            isBookmarked: boolean;
                            isDynamicallySampled: boolean;
                            isInternal: boolean;
                            isMember: boolean;
                            isPublic: boolean;
                            latestRelease: {
                                version: string;
                            } | null;
                            name: string;
                            options: {
                                [key: string]: unknown;
                            };
                            organization: components["schemas"]["Organization"];
                            platform: string | null;
                            platforms: string[];
                            processingIssues: number;
                            relayPiiConfig: string | null;
                            resolveAge: number;
                            safeFields: string[];
                            scmSourceContextEnabled: boolean;
                            scrapeJavaScript: boolean;
                            scrubIPAddresses: boolean;
                            secondaryGroupingConfig: ("newstyle:2026-01-20" | "newstyle:2023-01-11") | null;
                            secondaryGroupingExpiry: number;
                            securityToken: string;
                            securityTokenHeader: string | null;
                            seerNightshiftTweaks: null;
                            seerScannerAutomation: boolean;
                            sensitiveFields: string[];
                            slug: string;
                            status: string;
                            storeCrashReports: number | null;
                            subjectPrefix: string;
                            subjectTemplate: string;
                            symbolSources: string;
                            team: components["schemas"]["TeamReference"] | null;
                            teams: components["schemas"]["TeamReference"][];
                            tempestFetchScreenshots: boolean;
                            verifySSL: boolean;
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/artifact-lookup/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    debug_id: string;
                };
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            resolved_with: string;
                            type: string;
                            url: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/codeowners/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            codeMappingId: string | null;
                            dateCreated: string;
                            dateUpdated: string;
                            errors: {
                                missing_external_teams: string[];
                                missing_external_users: string[];
                                missing_user_emails: string[];
                                teams_without_access: string[];
                                users_without_access: string[];
                            };
                            id: string;
                            provider: string;
                            raw: string;
                            skipped: {
                                line: number;
                                reason: string;
                            }[];
                            sourceRoot: string;
                            stackRoot: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        codeMappingId?: (string | number) | null;
                        raw: string;
                        sourceRoot?: string;
                        stackRoot?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            codeMappingId: string | null;
                            dateCreated: string;
                            dateUpdated: string;
                            errors: {
                                missing_external_teams: string[];
                                missing_external_users: string[];
                                missing_user_emails: string[];
                                teams_without_access: string[];
                                users_without_access: string[];
                            };
                            id: string;
                            provider: string;
                            raw: string;
                            skipped: {
                                line: number;
                                reason: string;
                            }[];
                            sourceRoot: string;
                            stackRoot: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/codeowners/{codeowners}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    codeowners: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        codeMappingId?: (string | number) | null;
                        raw?: string;
                        sourceRoot?: string;
                        stackRoot?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            codeMappingId: string | null;
                            dateCreated: string;
                            dateUpdated: string;
                            errors: {
                                missing_external_teams: string[];
                                missing_external_users: string[];
                                missing_user_emails: string[];
                                teams_without_access: string[];
                                users_without_access: string[];
                            };
                            id: string;
                            provider: string;
                            raw: string;
                            skipped: {
                                line: number;
                                reason: string;
                            }[];
                            sourceRoot: string;
                            stackRoot: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    codeowners: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/environments/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                    visibility?: "all" | "hidden" | "visible";
                };
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            isHidden: boolean;
                            name: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/environments/{environment}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    environment: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            isHidden: boolean;
                            name: string;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    environment: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        isHidden: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            isHidden: boolean;
                            name: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/events/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    end?: string;
                    environment?: string[];
                    full?: string;
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    start?: string;
                    statsPeriod?: string;
                };
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": ({
                            _meta: {
                                [key: string]: unknown;
                            };
                            context: {
                                [key: string]: unknown;
                            } | null;
                            contexts: {
                                [key: string]: unknown;
                            } | null;
                            crashFile: string | null;
                            culprit: string | null;
                            dateCreated: string;
                            dateReceived: string | null;
                            dist: string | null;
                            entries: {
                                data: unknown;
                                type: string;
                            }[];
                            errors: {
                                data: {
                                    [key: string]: unknown;
                                };
                                message: string;
                                type: string;
                            }[];
                            eventID: string;
                            fingerprints: string[];
                            groupID: string | null;
                            groupingConfig: {
                                enhancements: string;
                                id: string;
                            };
                            id: string;
                            location: string | null;
                            message: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            occurrence: null;
                            packages: {
                                [key: string]: unknown;
                            };
                            platform: string;
                            projectID: string;
                            release: {
                                [key: string]: unknown;
                            } | null;
                            resolvedWith: string[];
                            sdk: {
                                name: string | null;
                                version: string | null;
                            } | null;
                            sdkUpdates: {
                                [key: string]: unknown;
                            }[];
                            size: number | null;
                            tags: {
                                key: string;
                                query?: string;
                                value: string;
                            }[];
                            title: string;
                            type: string;
                            user: {
                                data: {
                                    [key: string]: unknown;
                                } | null;
                                email: string | null;
                                geo: {
                                    [key: string]: unknown;
                                } | null;
                                id: string | null;
                                ip_address: string | null;
                                name: string | null;
                                username: string | null;
                            } | null;
                            userReport: {
                                comments: string;
                                dateCreated: string;
                                email: string;
                                event: {
                                    eventID: string;
                                    id: string;
                                };
                                eventID: string;
                                id: string;
                                issue: {
                                    [key: string]: unknown;
                                } | null;
                                name: string;
                                user: null;
                            } | null;
                        } | {
                            crashFile: string | null;
                            culprit: string | null;
                            dateCreated: string;
                            "event.type": string;
                            eventID: string;
                            groupID: string | null;
                            id: string;
                            location: string | null;
                            message: string;
                            metadata: {
                                [key: string]: unknown;
                            };
                            platform: string | null;
                            projectID: string;
                            tags: {
                                key: string;
                                query?: string;
                                value: string;
                            }[];
                            title: string;
                            user: {
                                data: {
                                    [key: string]: unknown;
                                } | null;
                                email: string | null;
                                geo: {
                                    [key: string]: unknown;
                                } | null;
                                id: string | null;
                                ip_address: string | null;
                                name: string | null;
                                username: string | null;
                            } | null;
                        })[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/events/{event}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    event: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            _meta: {
                                [key: string]: unknown;
                            };
                            context: {
                                [key: string]: unknown;
                            } | null;
                            contexts: {
                                [key: string]: unknown;
                            } | null;
                            crashFile: string | null;
                            culprit: string | null;
                            dateCreated: string;
                            dateReceived: string | null;
                            dist: string | null;
                            entries: {
                                data: unknown;
                                type: string;
                            }[];
                            errors: {
                                data: {
                                    [key: string]: unknown;
                                };
                                message: string;
                                type: string;
                            }[];
                            eventID: string;
                            fingerprints: string[];
                            groupID: string | null;
                            groupingConfig: {
                                enhancements: string;
                                id: string;
                            };
                            id: string;
                            location: string | null;
                            message: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            nextEventID: string | null;
                            occurrence: null;
                            packages: {
                                [key: string]: unknown;
                            };
                            platform: string;
                            previousEventID: string | null;
                            projectID: string;
                            release: {
                                [key: string]: unknown;
                            } | null;
                            resolvedWith: string[];
                            sdk: {
                                name: string | null;
                                version: string | null;
                            } | null;
                            sdkUpdates: {
                                [key: string]: unknown;
                            }[];
                            size: number | null;
                            tags: {
                                key: string;
                                query?: string;
                                value: string;
                            }[];
                            title: string;
                            type: string;
                            user: {
                                data: {
                                    [key: string]: unknown;
                                } | null;
                                email: string | null;
                                geo: {
                                    [key: string]: unknown;
                                } | null;
                                id: string | null;
                                ip_address: string | null;
                                name: string | null;
                                username: string | null;
                            } | null;
                            userReport: {
                                comments: string;
                                dateCreated: string;
                                email: string;
                                event: {
                                    eventID: string;
                                    id: string;
                                };
                                eventID: string;
                                id: string;
                                issue: {
                                    [key: string]: unknown;
                                } | null;
                                name: string;
                                user: null;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/events/{event}/attachments/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                    query?: string;
                };
                header?: never;
                path: {
                    event: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dateCreated: string;
                            event_id: string;
                            headers: {
                                [key: string]: unknown;
                            };
                            id: string;
                            mimetype: string;
                            name: string;
                            sha1: string;
                            size: number;
                            type: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/events/{event}/attachments/{attachment}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    download?: string;
                };
                header?: never;
                path: {
                    attachment: string;
                    event: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dateCreated: string;
                            event_id: string;
                            headers: {
                                [key: string]: unknown;
                            };
                            id: string;
                            mimetype: string;
                            name: string;
                            sha1: string;
                            size: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/events/{event}/committers/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    event: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            committers: {
                                author?: components["schemas"]["User"] | {
                                    email: string;
                                    name: string | null;
                                };
                                commits: {
                                    author?: components["schemas"]["User"] | {
                                        email: string;
                                        name: string | null;
                                    };
                                    dateCreated: string;
                                    frame: string;
                                    id: string;
                                    message: string | null;
                                    path: string;
                                    pullRequest: null;
                                    releases: unknown[];
                                    repository: {
                                        dateCreated: string;
                                        id: string;
                                        name: string;
                                        provider: {
                                            id: string;
                                            name: string;
                                        };
                                        status: string;
                                        url: string | null;
                                    };
                                    suspectCommitType: string;
                                }[];
                                group_id: number;
                            }[];
                            release: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/events/{event}/grouping-info/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    event: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/events/{event}/json/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    event: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/events/{event}/source-map-debug/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    event: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dist: string | null;
                            frames: {
                                advice: string;
                                debugId: string | null;
                                exception: number;
                                explanation: string;
                                frame: number;
                                isUploadedNow: boolean;
                                line: number | null;
                                path: string;
                                problem: string;
                            }[];
                            hasDebugIds: boolean;
                            projectHasArtifacts: boolean;
                            release: string | null;
                            releaseHasArtifacts: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/issues/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collapse?: string[];
                    cursor?: string;
                    end?: string;
                    environment?: string[];
                    expand?: string[];
                    groupStatsPeriod?: string;
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    shortIdLookup?: string;
                    sort?: string;
                    start?: string;
                    statsPeriod?: string;
                };
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            annotations: {
                                displayName: string;
                                url: string;
                            }[];
                            assignedTo: components["schemas"]["Actor"] | null;
                            count: string;
                            culprit: string | null;
                            derivedData: {
                                blocker: string;
                                hasOpenFixPr: boolean;
                                hasRootCause: boolean;
                                isAssigned: boolean;
                                lastCompletedAutofixStep: string;
                                lastProgressedAt: string | null;
                                progress: string;
                                status: string;
                                viewCount: number;
                            };
                            filtered: null;
                            firstSeen: string;
                            hasSeen: boolean;
                            id: string;
                            inbox: {
                                date_added: string;
                                reason: number;
                                reason_details: null;
                            };
                            integrationIssues: {
                                [key: string]: unknown;
                            }[];
                            isBookmarked: boolean;
                            isPublic: boolean;
                            isSubscribed: boolean;
                            issueCategory: string;
                            issueType: string;
                            isUnhandled: boolean;
                            lastSeen: string;
                            latestEventHasAttachments: boolean;
                            level: string;
                            lifetime: {
                                count: string;
                                firstSeen: string;
                                lastSeen: string;
                                stats: Record<string, never>;
                                userCount: number;
                            };
                            logger: string | null;
                            matchingEventEnvironment: string | null;
                            matchingEventId: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            numComments: number;
                            owners: {
                                date_added: string;
                                owner: string;
                                type: string;
                            }[];
                            permalink: string;
                            platform: string | null;
                            priority: string | null;
                            priorityLockedAt: string | null;
                            project: components["schemas"]["ProjectReference"];
                            seerAutofixLastTriggered: string | null;
                            seerExplorerAutofixLastTriggered: string | null;
                            seerFixabilityScore: number | null;
                            sentryAppIssues: {
                                [key: string]: unknown;
                            }[];
                            sessionCount: number;
                            shareId: string | null;
                            shortId: string;
                            stats: {
                                [key: string]: number[][];
                            };
                            status: string;
                            statusDetails: {
                                [key: string]: unknown;
                            };
                            subscriptionDetails: null;
                            substatus: string | null;
                            title: string;
                            type: string;
                            userCount: number;
                            userReportCount: number;
                        }[];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: {
                    collapse?: string[];
                    cursor?: string;
                    end?: string;
                    environment?: string[];
                    expand?: string[];
                    groupStatsPeriod?: string;
                    id?: number[];
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    shortIdLookup?: string;
                    sort?: string;
                    start?: string;
                    statsPeriod?: string;
                    status?: string;
                };
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["IssueUpdate"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            assignedTo?: components["schemas"]["Actor"] | null;
                            hasSeen?: boolean;
                            isBookmarked?: boolean;
                            isPublic?: boolean;
                            isSubscribed?: boolean;
                            merge?: {
                                children: string[];
                                parent: string;
                            };
                            priority?: string;
                            status?: string;
                            statusDetails?: {
                                [key: string]: unknown;
                            };
                            substatus?: string | null;
                        };
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: {
                    collapse?: string[];
                    cursor?: string;
                    end?: string;
                    environment?: string[];
                    expand?: string[];
                    groupStatsPeriod?: string;
                    id?: number[];
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    shortIdLookup?: string;
                    sort?: string;
                    start?: string;
                    statsPeriod?: string;
                    status?: string;
                };
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/keys/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                    status?: "active" | "inactive";
                };
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Key"][];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        rateLimit?: {
                            count?: number | null;
                            window?: number | null;
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Key"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/keys/{key}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Key"];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        isActive?: boolean;
                        name?: string;
                        rateLimit?: {
                            count?: number | null;
                            window?: number | null;
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Key"];
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/members/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            dateCreated: string;
                            email: string;
                            expired: boolean;
                            flags: {
                                [key: string]: unknown;
                            };
                            id: string;
                            inviterName: string | null;
                            inviteStatus: string;
                            name: string;
                            orgRole: string;
                            pending: boolean;
                            role: string;
                            roleName: string;
                            teamRoles: {
                                role: string | null;
                                teamSlug: string;
                            }[];
                            teams: string[];
                            user: components["schemas"]["User"];
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/ownership/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            autoAssignment: string;
                            codeownersAutoSync: boolean;
                            dateCreated: string | null;
                            fallthrough: boolean;
                            isActive: boolean;
                            lastUpdated: string | null;
                            raw: string | null;
                            schema: {
                                $version: number;
                                rules: {
                                    matcher: {
                                        pattern: string;
                                        type: string;
                                    };
                                    owners: {
                                        id: string;
                                        name: string;
                                        /** @enum {unknown} */
                                        type: "team" | "user";
                                    }[];
                                }[];
                            } | null;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        autoAssignment?: "Auto Assign to Issue Owner" | "Auto Assign to Suspect Commits" | "Turn off Auto-Assignment";
                        codeownersAutoSync?: boolean;
                        fallthrough?: boolean;
                        raw?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            autoAssignment: string;
                            codeownersAutoSync: boolean;
                            dateCreated: string | null;
                            fallthrough: boolean;
                            isActive: boolean;
                            lastUpdated: string | null;
                            raw: string | null;
                            schema: {
                                $version: number;
                                rules: {
                                    matcher: {
                                        pattern: string;
                                        type: string;
                                    };
                                    owners: {
                                        id: string;
                                        name: string;
                                        /** @enum {unknown} */
                                        type: "team" | "user";
                                    }[];
                                }[];
                            } | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/releases/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    end?: string;
                    environment?: string[];
                    health?: string;
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                    query?: string;
                    start?: string;
                    statsPeriod?: string;
                    status?: "open" | "archived" | "";
                    summaryStatsPeriod?: string;
                };
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adoptionStages: {
                                [key: string]: {
                                    adopted: null;
                                    stage: string;
                                    unadopted: null;
                                };
                            } | null;
                            authors: (components["schemas"]["User"] | {
                                email: string;
                                name: string | null;
                            })[];
                            commitCount: number;
                            currentProjectMeta: {
                                [key: string]: unknown;
                            } | null;
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            dateReleased: string | null;
                            dateStarted: string | null;
                            deployCount: number;
                            firstEvent: string | null;
                            id: number;
                            lastCommit: {
                                author?: components["schemas"]["User"] | {
                                    email: string;
                                    name: string | null;
                                };
                                dateCreated: string;
                                id: string;
                                message: string | null;
                                pullRequest: null;
                                releases: unknown[];
                                repository: {
                                    dateCreated: string;
                                    id: string;
                                    name: string;
                                    provider: {
                                        id: string;
                                        name: string;
                                    };
                                    status: string;
                                    url: string | null;
                                };
                                suspectCommitType: string;
                            } | null;
                            lastDeploy: {
                                dateFinished: string;
                                dateStarted: string | null;
                                environment: string;
                                id: string;
                                name: string | null;
                                url: string | null;
                            } | null;
                            lastEvent: string | null;
                            newGroups: number;
                            owner: null;
                            projects: {
                                hasHealthData: boolean;
                                healthData?: {
                                    adoption: number | null;
                                    crashFreeSessions: number | null;
                                    crashFreeUsers: number | null;
                                    durationP50: null;
                                    durationP90: null;
                                    hasHealthData: boolean;
                                    sessionsAdoption: number | null;
                                    sessionsCrashed: number;
                                    sessionsErrored: number;
                                    stats: {
                                        [key: string]: unknown;
                                    };
                                    totalProjectSessions24h: number;
                                    totalProjectUsers24h: number;
                                    totalSessions: number;
                                    totalSessions24h: number;
                                    totalUsers: number;
                                    totalUsers24h: number;
                                };
                                id: number;
                                name: string;
                                newGroups: number;
                                platform: string | null;
                                platforms: string[];
                                slug: string;
                            }[];
                            ref: string | null;
                            shortVersion: string;
                            status: string;
                            url: string | null;
                            userAgent: null;
                            version: string;
                            versionInfo: {
                                buildHash: string | null;
                                description: string;
                                package: string | null;
                                version: {
                                    buildCode: string | null;
                                    components: number;
                                    major: number;
                                    minor: number;
                                    patch: number;
                                    pre: string | null;
                                    raw: string;
                                } | {
                                    raw: string;
                                };
                            };
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        commits?: {
                            author_email?: string | null;
                            author_name?: string | null;
                            id: string;
                            message?: string | null;
                            patch_set?: {
                                path: string;
                                /** @enum {unknown} */
                                type: "A" | "M" | "D";
                            }[] | null;
                            repository?: string | null;
                            /** Format: date-time */
                            timestamp?: string | null;
                        }[] | null;
                        /** Format: date-time */
                        dateReleased?: string | null;
                        /** Format: date-time */
                        dateStarted?: string | null;
                        projects?: string[];
                        ref?: string | null;
                        refs?: {
                            commit: string;
                            previousCommit?: string | null;
                            repository: string;
                        }[] | null;
                        /** @enum {unknown} */
                        status?: "open" | "archived";
                        url?: string | null;
                        version: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adoptionStages: {
                                [key: string]: {
                                    adopted: null;
                                    stage: string;
                                    unadopted: null;
                                };
                            } | null;
                            authors: (components["schemas"]["User"] | {
                                email: string;
                                name: string | null;
                            })[];
                            commitCount: number;
                            currentProjectMeta: {
                                [key: string]: unknown;
                            } | null;
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            dateReleased: string | null;
                            dateStarted: string | null;
                            deployCount: number;
                            firstEvent: string | null;
                            id: number;
                            lastCommit: {
                                author?: components["schemas"]["User"] | {
                                    email: string;
                                    name: string | null;
                                };
                                dateCreated: string;
                                id: string;
                                message: string | null;
                                pullRequest: null;
                                releases: unknown[];
                                repository: {
                                    dateCreated: string;
                                    id: string;
                                    name: string;
                                    provider: {
                                        id: string;
                                        name: string;
                                    };
                                    status: string;
                                    url: string | null;
                                };
                                suspectCommitType: string;
                            } | null;
                            lastDeploy: {
                                dateFinished: string;
                                dateStarted: string | null;
                                environment: string;
                                id: string;
                                name: string | null;
                                url: string | null;
                            } | null;
                            lastEvent: string | null;
                            newGroups: number;
                            owner: null;
                            projects: {
                                hasHealthData: boolean;
                                healthData?: {
                                    adoption: number | null;
                                    crashFreeSessions: number | null;
                                    crashFreeUsers: number | null;
                                    durationP50: null;
                                    durationP90: null;
                                    hasHealthData: boolean;
                                    sessionsAdoption: number | null;
                                    sessionsCrashed: number;
                                    sessionsErrored: number;
                                    stats: {
                                        [key: string]: unknown;
                                    };
                                    totalProjectSessions24h: number;
                                    totalProjectUsers24h: number;
                                    totalSessions: number;
                                    totalSessions24h: number;
                                    totalUsers: number;
                                    totalUsers24h: number;
                                };
                                id: number;
                                name: string;
                                newGroups: number;
                                platform: string | null;
                                platforms: string[];
                                slug: string;
                            }[];
                            ref: string | null;
                            shortVersion: string;
                            status: string;
                            url: string | null;
                            userAgent: null;
                            version: string;
                            versionInfo: {
                                buildHash: string | null;
                                description: string;
                                package: string | null;
                                version: {
                                    buildCode: string | null;
                                    components: number;
                                    major: number;
                                    minor: number;
                                    patch: number;
                                    pre: string | null;
                                    raw: string;
                                } | {
                                    raw: string;
                                };
                            };
                        };
                    };
                };
                /** @description Default Response */
                208: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adoptionStages: {
                                [key: string]: {
                                    adopted: null;
                                    stage: string;
                                    unadopted: null;
                                };
                            } | null;
                            authors: (components["schemas"]["User"] | {
                                email: string;
                                name: string | null;
                            })[];
                            commitCount: number;
                            currentProjectMeta: {
                                [key: string]: unknown;
                            } | null;
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            dateReleased: string | null;
                            dateStarted: string | null;
                            deployCount: number;
                            firstEvent: string | null;
                            id: number;
                            lastCommit: {
                                author?: components["schemas"]["User"] | {
                                    email: string;
                                    name: string | null;
                                };
                                dateCreated: string;
                                id: string;
                                message: string | null;
                                pullRequest: null;
                                releases: unknown[];
                                repository: {
                                    dateCreated: string;
                                    id: string;
                                    name: string;
                                    provider: {
                                        id: string;
                                        name: string;
                                    };
                                    status: string;
                                    url: string | null;
                                };
                                suspectCommitType: string;
                            } | null;
                            lastDeploy: {
                                dateFinished: string;
                                dateStarted: string | null;
                                environment: string;
                                id: string;
                                name: string | null;
                                url: string | null;
                            } | null;
                            lastEvent: string | null;
                            newGroups: number;
                            owner: null;
                            projects: {
                                hasHealthData: boolean;
                                healthData?: {
                                    adoption: number | null;
                                    crashFreeSessions: number | null;
                                    crashFreeUsers: number | null;
                                    durationP50: null;
                                    durationP90: null;
                                    hasHealthData: boolean;
                                    sessionsAdoption: number | null;
                                    sessionsCrashed: number;
                                    sessionsErrored: number;
                                    stats: {
                                        [key: string]: unknown;
                                    };
                                    totalProjectSessions24h: number;
                                    totalProjectUsers24h: number;
                                    totalSessions: number;
                                    totalSessions24h: number;
                                    totalUsers: number;
                                    totalUsers24h: number;
                                };
                                id: number;
                                name: string;
                                newGroups: number;
                                platform: string | null;
                                platforms: string[];
                                slug: string;
                            }[];
                            ref: string | null;
                            shortVersion: string;
                            status: string;
                            url: string | null;
                            userAgent: null;
                            version: string;
                            versionInfo: {
                                buildHash: string | null;
                                description: string;
                                package: string | null;
                                version: {
                                    buildCode: string | null;
                                    components: number;
                                    major: number;
                                    minor: number;
                                    patch: number;
                                    pre: string | null;
                                    raw: string;
                                } | {
                                    raw: string;
                                };
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/releases/{version}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    environment?: string[];
                    health?: string;
                    summaryStatsPeriod?: string;
                };
                header?: never;
                path: {
                    org: string;
                    project: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adoptionStages: {
                                [key: string]: {
                                    adopted: null;
                                    stage: string;
                                    unadopted: null;
                                };
                            } | null;
                            authors: (components["schemas"]["User"] | {
                                email: string;
                                name: string | null;
                            })[];
                            commitCount: number;
                            currentProjectMeta: {
                                [key: string]: unknown;
                            } | null;
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            dateReleased: string | null;
                            dateStarted: string | null;
                            deployCount: number;
                            firstEvent: string | null;
                            id: number;
                            lastCommit: {
                                author?: components["schemas"]["User"] | {
                                    email: string;
                                    name: string | null;
                                };
                                dateCreated: string;
                                id: string;
                                message: string | null;
                                pullRequest: null;
                                releases: unknown[];
                                repository: {
                                    dateCreated: string;
                                    id: string;
                                    name: string;
                                    provider: {
                                        id: string;
                                        name: string;
                                    };
                                    status: string;
                                    url: string | null;
                                };
                                suspectCommitType: string;
                            } | null;
                            lastDeploy: {
                                dateFinished: string;
                                dateStarted: string | null;
                                environment: string;
                                id: string;
                                name: string | null;
                                url: string | null;
                            } | null;
                            lastEvent: string | null;
                            newGroups: number;
                            owner: null;
                            projects: {
                                hasHealthData: boolean;
                                healthData?: {
                                    adoption: number | null;
                                    crashFreeSessions: number | null;
                                    crashFreeUsers: number | null;
                                    durationP50: null;
                                    durationP90: null;
                                    hasHealthData: boolean;
                                    sessionsAdoption: number | null;
                                    sessionsCrashed: number;
                                    sessionsErrored: number;
                                    stats: {
                                        [key: string]: unknown;
                                    };
                                    totalProjectSessions24h: number;
                                    totalProjectUsers24h: number;
                                    totalSessions: number;
                                    totalSessions24h: number;
                                    totalUsers: number;
                                    totalUsers24h: number;
                                };
                                id: number;
                                name: string;
                                newGroups: number;
                                platform: string | null;
                                platforms: string[];
                                slug: string;
                            }[];
                            ref: string | null;
                            shortVersion: string;
                            status: string;
                            url: string | null;
                            userAgent: null;
                            version: string;
                            versionInfo: {
                                buildHash: string | null;
                                description: string;
                                package: string | null;
                                version: {
                                    buildCode: string | null;
                                    components: number;
                                    major: number;
                                    minor: number;
                                    patch: number;
                                    pre: string | null;
                                    raw: string;
                                } | {
                                    raw: string;
                                };
                            };
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        commits?: {
                            author_email?: string | null;
                            author_name?: string | null;
                            id: string;
                            message?: string | null;
                            patch_set?: {
                                path: string;
                                /** @enum {unknown} */
                                type: "A" | "M" | "D";
                            }[] | null;
                            repository?: string | null;
                            /** Format: date-time */
                            timestamp?: string | null;
                        }[] | null;
                        /** Format: date-time */
                        dateReleased?: string | null;
                        /** Format: date-time */
                        dateStarted?: string | null;
                        projects?: string[];
                        ref?: string | null;
                        refs?: {
                            commit: string;
                            previousCommit?: string | null;
                            repository: string;
                        }[] | null;
                        /** @enum {unknown} */
                        status?: "open" | "archived";
                        url?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adoptionStages: {
                                [key: string]: {
                                    adopted: null;
                                    stage: string;
                                    unadopted: null;
                                };
                            } | null;
                            authors: (components["schemas"]["User"] | {
                                email: string;
                                name: string | null;
                            })[];
                            commitCount: number;
                            currentProjectMeta: {
                                [key: string]: unknown;
                            } | null;
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            dateReleased: string | null;
                            dateStarted: string | null;
                            deployCount: number;
                            firstEvent: string | null;
                            id: number;
                            lastCommit: {
                                author?: components["schemas"]["User"] | {
                                    email: string;
                                    name: string | null;
                                };
                                dateCreated: string;
                                id: string;
                                message: string | null;
                                pullRequest: null;
                                releases: unknown[];
                                repository: {
                                    dateCreated: string;
                                    id: string;
                                    name: string;
                                    provider: {
                                        id: string;
                                        name: string;
                                    };
                                    status: string;
                                    url: string | null;
                                };
                                suspectCommitType: string;
                            } | null;
                            lastDeploy: {
                                dateFinished: string;
                                dateStarted: string | null;
                                environment: string;
                                id: string;
                                name: string | null;
                                url: string | null;
                            } | null;
                            lastEvent: string | null;
                            newGroups: number;
                            owner: null;
                            projects: {
                                hasHealthData: boolean;
                                healthData?: {
                                    adoption: number | null;
                                    crashFreeSessions: number | null;
                                    crashFreeUsers: number | null;
                                    durationP50: null;
                                    durationP90: null;
                                    hasHealthData: boolean;
                                    sessionsAdoption: number | null;
                                    sessionsCrashed: number;
                                    sessionsErrored: number;
                                    stats: {
                                        [key: string]: unknown;
                                    };
                                    totalProjectSessions24h: number;
                                    totalProjectUsers24h: number;
                                    totalSessions: number;
                                    totalSessions24h: number;
                                    totalUsers: number;
                                    totalUsers24h: number;
                                };
                                id: number;
                                name: string;
                                newGroups: number;
                                platform: string | null;
                                platforms: string[];
                                slug: string;
                            }[];
                            ref: string | null;
                            shortVersion: string;
                            status: string;
                            url: string | null;
                            userAgent: null;
                            version: string;
                            versionInfo: {
                                buildHash: string | null;
                                description: string;
                                package: string | null;
                                version: {
                                    buildCode: string | null;
                                    components: number;
                                    major: number;
                                    minor: number;
                                    patch: number;
                                    pre: string | null;
                                    raw: string;
                                } | {
                                    raw: string;
                                };
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/releases/{version}/commitfiles/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    org: string;
                    project: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            commitMessage: string | null;
                            filename: string;
                            id: string;
                            orgId: number;
                            repoName: string;
                            type: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/releases/{version}/commits/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    org: string;
                    project: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            author?: components["schemas"]["User"] | {
                                email: string;
                                name: string | null;
                            };
                            dateCreated: string;
                            id: string;
                            message: string | null;
                            pullRequest: null;
                            releases: unknown[];
                            repository: {
                                dateCreated: string;
                                id: string;
                                name: string;
                                provider: {
                                    id: string;
                                    name: string;
                                };
                                status: string;
                                url: string | null;
                            };
                            suspectCommitType: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/releases/{version}/deploys/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    org: string;
                    project: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dateFinished: string;
                            dateStarted: string | null;
                            environment: string;
                            id: string;
                            name: string | null;
                            url: string | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        dateFinished?: string | null;
                        /** Format: date-time */
                        dateStarted?: string | null;
                        environment: string;
                        name?: string | null;
                        projects?: string[] | null;
                        url?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dateFinished: string;
                            dateStarted: string | null;
                            environment: string;
                            id: string;
                            name: string | null;
                            url: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/releases/{version}/previous-with-commits/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adoptionStages: {
                                [key: string]: {
                                    adopted: null;
                                    stage: string;
                                    unadopted: null;
                                };
                            } | null;
                            authors: (components["schemas"]["User"] | {
                                email: string;
                                name: string | null;
                            })[];
                            commitCount: number;
                            currentProjectMeta: {
                                [key: string]: unknown;
                            } | null;
                            data: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            dateReleased: string | null;
                            dateStarted: string | null;
                            deployCount: number;
                            firstEvent: string | null;
                            id: number;
                            lastCommit: {
                                author?: components["schemas"]["User"] | {
                                    email: string;
                                    name: string | null;
                                };
                                dateCreated: string;
                                id: string;
                                message: string | null;
                                pullRequest: null;
                                releases: unknown[];
                                repository: {
                                    dateCreated: string;
                                    id: string;
                                    name: string;
                                    provider: {
                                        id: string;
                                        name: string;
                                    };
                                    status: string;
                                    url: string | null;
                                };
                                suspectCommitType: string;
                            } | null;
                            lastDeploy: {
                                dateFinished: string;
                                dateStarted: string | null;
                                environment: string;
                                id: string;
                                name: string | null;
                                url: string | null;
                            } | null;
                            lastEvent: string | null;
                            newGroups: number;
                            owner: null;
                            projects: {
                                hasHealthData: boolean;
                                healthData?: {
                                    adoption: number | null;
                                    crashFreeSessions: number | null;
                                    crashFreeUsers: number | null;
                                    durationP50: null;
                                    durationP90: null;
                                    hasHealthData: boolean;
                                    sessionsAdoption: number | null;
                                    sessionsCrashed: number;
                                    sessionsErrored: number;
                                    stats: {
                                        [key: string]: unknown;
                                    };
                                    totalProjectSessions24h: number;
                                    totalProjectUsers24h: number;
                                    totalSessions: number;
                                    totalSessions24h: number;
                                    totalUsers: number;
                                    totalUsers24h: number;
                                };
                                id: number;
                                name: string;
                                newGroups: number;
                                platform: string | null;
                                platforms: string[];
                                slug: string;
                            }[];
                            ref: string | null;
                            shortVersion: string;
                            status: string;
                            url: string | null;
                            userAgent: null;
                            version: string;
                            versionInfo: {
                                buildHash: string | null;
                                description: string;
                                package: string | null;
                                version: {
                                    buildCode: string | null;
                                    components: number;
                                    major: number;
                                    minor: number;
                                    patch: number;
                                    pre: string | null;
                                    raw: string;
                                } | {
                                    raw: string;
                                };
                            };
                        } | Record<string, never>;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/stats/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    end?: string;
                    environment?: string[];
                    project?: string[];
                    resolution?: string;
                    since?: number;
                    start?: string;
                    stat?: string;
                    statsPeriod?: string;
                    until?: number;
                };
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": [
                            number,
                            number
                        ][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/tags/{key}/values/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    environment?: string[];
                    limit?: number;
                    per_page?: number;
                    query?: string;
                    sort?: "age" | "count" | "date" | "id";
                };
                header?: never;
                path: {
                    key: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count: number | null;
                            firstSeen: string | null;
                            key: string;
                            lastSeen: string | null;
                            name: string;
                            projects?: string[];
                            query: string | null;
                            value: string | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/teams/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access: string[];
                            avatar: components["schemas"]["Avatar"];
                            dateCreated: string | null;
                            flags: {
                                [key: string]: unknown;
                            };
                            hasAccess: boolean;
                            id: string;
                            isMember: boolean;
                            isPending: boolean;
                            memberCount: number;
                            name: string;
                            slug: string;
                            teamRole: string | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/teams/{team}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                    team: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access: string[];
                            allowedDomains: string[];
                            autofixAutomationTuning: string;
                            avatar: components["schemas"]["Avatar"];
                            builtinSymbolSources: string[];
                            color: string;
                            dataScrubber: boolean;
                            dataScrubberDefaults: boolean;
                            /** Format: date-time */
                            dateCreated: string;
                            debugFilesRole: null;
                            defaultEnvironment: string | null;
                            derivedGroupingEnhancements: string;
                            digestsMaxDelay: number;
                            digestsMinDelay: number;
                            dynamicSamplingBiases: {
                                [key: string]: unknown;
                            }[];
                            enableAutoReleaseCreation: boolean;
                            environments: string[];
                            features: string[];
                            fingerprintingRules: string;
                            firstEvent: string | null;
                            firstTransactionEvent: boolean;
                            /** @enum {unknown} */
                            groupingConfig: "newstyle:2026-01-20" | "newstyle:2023-01-11";
                            groupingEnhancements: string;
                            hasAccess: boolean;
                            hasFeedbacks: boolean;
                            hasFlags: boolean;
                            hasInsightsAgentMonitoring: boolean;
                            hasInsightsAppStart: boolean;
                            hasInsightsAssets: boolean;
                            hasInsightsCaches: boolean;
                            hasInsightsDb: boolean;
                            hasInsightsHttp: boolean;
                            hasInsightsMCP: boolean;
                            hasInsightsQueues: boolean;
                            hasInsightsScreenLoad: boolean;
                            hasInsightsVitals: boolean;
                            hasLogs: boolean;
                            hasMinifiedStackTrace: boolean;
                            hasMonitors: boolean;
                            hasNewFeedbacks: boolean;
                            hasProfiles: boolean;
                            hasReplays: boolean;
                            hasSessions: boolean;
                            hasTraceMetrics: boolean;
                            hasUserReports: boolean;
                            highlightContext: {
                                [key: string]: unknown;
                            };
                            highlightPreset: {
                                context: {
                                    [key: string]: unknown;
                                };
                                tags: string[];
                            };
                            highlightTags: string[];
                            id: string;
                            isBookmarked: boolean;
                            isDynamicallySampled: boolean;
                            isInternal: boolean;
                            isMember: boolean;
                            isPublic: boolean;
                            latestRelease: {
                                version: string;
                            } | null;
                            name: string;
                            options: {
                                [key: string]: unknown;
                            };
                            organization: components["schemas"]["Organization"];
                            platform: string | null;
                            platforms: string[];
                            processingIssues: number;
                            relayPiiConfig: string | null;
                            resolveAge: number;
                            safeFields: string[];
                            scmSourceContextEnabled: boolean;
                            scrapeJavaScript: boolean;
                            scrubIPAddresses: boolean;
                            secondaryGroupingConfig: ("newstyle:2026-01-20" | "newstyle:2023-01-11") | null;
                            secondaryGroupingExpiry: number;
                            securityToken: string;
                            securityTokenHeader: string | null;
                            seerNightshiftTweaks: null;
                            seerScannerAutomation: boolean;
                            sensitiveFields: string[];
                            slug: string;
                            status: string;
                            storeCrashReports: number | null;
                            subjectPrefix: string;
                            subjectTemplate: string;
                            symbolSources: string;
                            team: components["schemas"]["TeamReference"] | null;
                            teams: components["schemas"]["TeamReference"][];
                            tempestFetchScreenshots: boolean;
                            verifySSL: boolean;
                        };
                    };
                };
            };
        };
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                    team: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access: string[];
                            allowedDomains: string[];
                            autofixAutomationTuning: string;
                            avatar: components["schemas"]["Avatar"];
                            builtinSymbolSources: string[];
                            color: string;
                            dataScrubber: boolean;
                            dataScrubberDefaults: boolean;
                            /** Format: date-time */
                            dateCreated: string;
                            debugFilesRole: null;
                            defaultEnvironment: string | null;
                            derivedGroupingEnhancements: string;
                            digestsMaxDelay: number;
                            digestsMinDelay: number;
                            dynamicSamplingBiases: {
                                [key: string]: unknown;
                            }[];
                            enableAutoReleaseCreation: boolean;
                            environments: string[];
                            features: string[];
                            fingerprintingRules: string;
                            firstEvent: string | null;
                            firstTransactionEvent: boolean;
                            /** @enum {unknown} */
                            groupingConfig: "newstyle:2026-01-20" | "newstyle:2023-01-11";
                            groupingEnhancements: string;
                            hasAccess: boolean;
                            hasFeedbacks: boolean;
                            hasFlags: boolean;
                            hasInsightsAgentMonitoring: boolean;
                            hasInsightsAppStart: boolean;
                            hasInsightsAssets: boolean;
                            hasInsightsCaches: boolean;
                            hasInsightsDb: boolean;
                            hasInsightsHttp: boolean;
                            hasInsightsMCP: boolean;
                            hasInsightsQueues: boolean;
                            hasInsightsScreenLoad: boolean;
                            hasInsightsVitals: boolean;
                            hasLogs: boolean;
                            hasMinifiedStackTrace: boolean;
                            hasMonitors: boolean;
                            hasNewFeedbacks: boolean;
                            hasProfiles: boolean;
                            hasReplays: boolean;
                            hasSessions: boolean;
                            hasTraceMetrics: boolean;
                            hasUserReports: boolean;
                            highlightContext: {
                                [key: string]: unknown;
                            };
                            highlightPreset: {
                                context: {
                                    [key: string]: unknown;
                                };
                                tags: string[];
                            };
                            highlightTags: string[];
                            id: string;
                            isBookmarked: boolean;
                            isDynamicallySampled: boolean;
                            isInternal: boolean;
                            isMember: boolean;
                            isPublic: boolean;
                            latestRelease: {
                                version: string;
                            } | null;
                            name: string;
                            options: {
                                [key: string]: unknown;
                            };
                            organization: components["schemas"]["Organization"];
                            platform: string | null;
                            platforms: string[];
                            processingIssues: number;
                            relayPiiConfig: string | null;
                            resolveAge: number;
                            safeFields: string[];
                            scmSourceContextEnabled: boolean;
                            scrapeJavaScript: boolean;
                            scrubIPAddresses: boolean;
                            secondaryGroupingConfig: ("newstyle:2026-01-20" | "newstyle:2023-01-11") | null;
                            secondaryGroupingExpiry: number;
                            securityToken: string;
                            securityTokenHeader: string | null;
                            seerNightshiftTweaks: null;
                            seerScannerAutomation: boolean;
                            sensitiveFields: string[];
                            slug: string;
                            status: string;
                            storeCrashReports: number | null;
                            subjectPrefix: string;
                            subjectTemplate: string;
                            symbolSources: string;
                            team: components["schemas"]["TeamReference"] | null;
                            teams: components["schemas"]["TeamReference"][];
                            tempestFetchScreenshots: boolean;
                            verifySSL: boolean;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/trace-items/{item}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    item_type?: string;
                    trace_id?: string;
                };
                header?: never;
                path: {
                    item: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            attributes: {
                                name: string;
                                type: string;
                                value: unknown;
                            }[];
                            itemId: string;
                            links: unknown[];
                            meta: {
                                [key: string]: unknown;
                            };
                            timestamp: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{org}/{project}/user-feedback/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            comments: string;
                            dateCreated: string;
                            email: string;
                            event: {
                                eventID: string;
                                id: string;
                            };
                            eventID: string;
                            id: string;
                            issue: {
                                [key: string]: unknown;
                            } | null;
                            name: string;
                            user: null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/teams/{org}/{team}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    team: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access: string[];
                            avatar: components["schemas"]["Avatar"];
                            dateCreated: string | null;
                            flags: {
                                [key: string]: unknown;
                            };
                            hasAccess: boolean;
                            id: string;
                            isMember: boolean;
                            isPending: boolean;
                            memberCount: number;
                            name: string;
                            projects: components["schemas"]["ProjectBase"][];
                            slug: string;
                            teamRole: string | null;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    team: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        slug?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access: string[];
                            avatar: components["schemas"]["Avatar"];
                            dateCreated: string | null;
                            flags: {
                                [key: string]: unknown;
                            };
                            hasAccess: boolean;
                            id: string;
                            isMember: boolean;
                            isPending: boolean;
                            memberCount: number;
                            name: string;
                            slug: string;
                            teamRole: string | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    team: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/teams/{org}/{team}/external-teams/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    team: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        external_name: string;
                        /** @enum {unknown} */
                        provider: "github" | "github_enterprise" | "gitlab" | "custom_scm";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            externalName: string;
                            id: string;
                            provider: string;
                            teamId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/teams/{org}/{team}/external-teams/{external}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    external: string;
                    org: string;
                    team: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/teams/{org}/{team}/members/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    org: string;
                    team: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            dateCreated: string;
                            email: string;
                            expired: boolean;
                            flags: {
                                [key: string]: unknown;
                            };
                            id: string;
                            inviterName: string | null;
                            inviteStatus: string;
                            name: string;
                            orgRole: string;
                            pending: boolean;
                            role: string;
                            roleName: string;
                            teamRoles: {
                                role: string | null;
                                teamSlug: string;
                            }[];
                            teams: string[];
                            user: components["schemas"]["User"];
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/teams/{org}/{team}/projects/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                    query?: string;
                };
                header?: never;
                path: {
                    org: string;
                    team: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Project"][];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    team: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        platform?: string | null;
                        slug?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Project"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/users/{user}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    user: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["User"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/users/me/regions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            regions: {
                                name: string;
                                url: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/config/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            organization: string | null;
                            signIn: {
                                sso: boolean;
                            };
                            version: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/grouping/validate/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        enhancements?: string;
                        fingerprintingRules?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            errors: {
                                column: number;
                                field: "enhancements" | "fingerprintingRules";
                                line: number;
                                message: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/organizations/{org}/alerts/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    state?: "open" | "acknowledged" | "resolved";
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            alerts: {
                                acknowledgedAt: string | null;
                                acknowledgedBy: string | null;
                                because: string;
                                culprit: string | null;
                                dueAt: string | null;
                                environment: string | null;
                                firedAt: string;
                                id: string;
                                issueId: string | null;
                                level: string | null;
                                owner: string | null;
                                ownerName: string | null;
                                project: string;
                                release: string | null;
                                resolvedAt: string | null;
                                resolvedBy: string | null;
                                shortId: string | null;
                                step: number;
                                tier: string | null;
                                title: string;
                                workflowId: string | null;
                            }[];
                            counts: {
                                acknowledged: number;
                                open: number;
                                overdue: number;
                                resolved: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/organizations/{org}/alerts/{alert}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    alert: number;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            acknowledgedAt: string | null;
                            acknowledgedBy: string | null;
                            because: string;
                            culprit: string | null;
                            dueAt: string | null;
                            environment: string | null;
                            firedAt: string;
                            id: string;
                            issueId: string | null;
                            level: string | null;
                            owner: string | null;
                            ownerName: string | null;
                            project: string;
                            release: string | null;
                            resolvedAt: string | null;
                            resolvedBy: string | null;
                            shortId: string | null;
                            step: number;
                            tier: string | null;
                            title: string;
                            workflowId: string | null;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    alert: number;
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        owner?: string;
                        /** @enum {unknown} */
                        status?: "acknowledged" | "resolved";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            acknowledgedAt: string | null;
                            acknowledgedBy: string | null;
                            because: string;
                            culprit: string | null;
                            dueAt: string | null;
                            environment: string | null;
                            firedAt: string;
                            id: string;
                            issueId: string | null;
                            level: string | null;
                            owner: string | null;
                            ownerName: string | null;
                            project: string;
                            release: string | null;
                            resolvedAt: string | null;
                            resolvedBy: string | null;
                            shortId: string | null;
                            step: number;
                            tier: string | null;
                            title: string;
                            workflowId: string | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/organizations/{org}/dead-letters/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                    project?: string[];
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dateCreated: string;
                            detail: string;
                            eventId: string | null;
                            id: string;
                            itemType: string;
                            projectId: string | null;
                            reason: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/organizations/{org}/external-actors/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            externalName: string;
                            id: string;
                            owner: string;
                            provider: string;
                            /** @enum {unknown} */
                            type: "team" | "user";
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/organizations/{org}/integrations/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            config: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            dateUpdated: string;
                            id: string;
                            name: string;
                            provider: string;
                            teams: string[] | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        config?: {
                            [key: string]: string | number | boolean;
                        };
                        name: string;
                        provider: string;
                        secret?: {
                            [key: string]: string;
                        };
                        teams?: string[] | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            config: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            dateUpdated: string;
                            id: string;
                            name: string;
                            provider: string;
                            teams: string[] | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/organizations/{org}/integrations/{integration}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    integration: number;
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        config?: {
                            [key: string]: string | number | boolean;
                        };
                        secret?: {
                            [key: string]: string;
                        };
                        teams?: string[] | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            config: {
                                [key: string]: unknown;
                            };
                            dateCreated: string;
                            dateUpdated: string;
                            id: string;
                            name: string;
                            provider: string;
                            teams: string[] | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    integration: number;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/organizations/{org}/integrations/{integration}/test/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    integration: number;
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        target?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            answer: string;
                            outcome: string;
                            status: number | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/organizations/{org}/issues/{issue}/grouping-preview/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    issue: string;
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        enhancements?: string;
                        fingerprintingRules?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            errors: {
                                column: number;
                                field: "enhancements" | "fingerprintingRules";
                                line: number;
                                message: string;
                            }[];
                            eventCount: number;
                            groups: {
                                count: number;
                                eventIds: string[];
                                hashes: string[];
                                issue: {
                                    id: string;
                                    shortId: string;
                                } | null;
                                title: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/organizations/{org}/live/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    environment?: string[];
                    project?: string[];
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description text/event-stream */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/organizations/{org}/members/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        name?: string;
                        /** @enum {unknown} */
                        role: "billing" | "member" | "admin" | "manager" | "owner";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            member: {
                                /** Format: date-time */
                                dateCreated: string;
                                email: string;
                                expired: boolean;
                                flags: {
                                    [key: string]: unknown;
                                };
                                id: string;
                                inviterName: string | null;
                                inviteStatus: string;
                                name: string;
                                orgRole: string;
                                pending: boolean;
                                role: string;
                                roleName: string;
                                teamRoles: {
                                    role: string | null;
                                    teamSlug: string;
                                }[];
                                teams: string[];
                                user: components["schemas"]["User"];
                            };
                            password: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/organizations/{org}/messages/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    alert?: number;
                    cursor?: string;
                    limit?: number;
                    per_page?: number;
                };
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            alertCount: number;
                            alerts: {
                                id: string;
                                project: string;
                                tier: string | null;
                                title: string;
                            }[];
                            dateCreated: string;
                            deliveries: {
                                answer: string;
                                at: string;
                                outcome: string;
                                status: number | null;
                            }[];
                            id: string;
                            kind: string;
                            nextTryAt: string | null;
                            note: string | null;
                            state: string;
                            target: string;
                            via: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/organizations/{org}/messages/{message}/send/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    message: number;
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            state: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/organizations/{org}/outcomes/reasons/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            reasons: {
                                [key: string]: {
                                    settingUrl: string | null;
                                    text: string;
                                };
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/organizations/{org}/traces/{trace}/errors/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    end?: string;
                    event?: string;
                    project?: string[];
                    start?: string;
                    statsPeriod?: string;
                };
                header?: never;
                path: {
                    org: string;
                    trace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            errors: {
                                culprit: string;
                                dateCreated: string;
                                eventId: string;
                                isLikelyCause: boolean;
                                issueId: string | null;
                                level: string;
                                project: {
                                    id: string;
                                    slug: string;
                                };
                                service: string;
                                shortId: string | null;
                                spanId: string | null;
                                title: string;
                            }[];
                            hasMore: boolean;
                            path: {
                                name: string;
                                op: string;
                                project: string;
                                service: string;
                                spanId: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/projects/{org}/{project}/events/{event}/symbolicated/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    event: string;
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changed: number;
                            debug: {
                                dist: string | null;
                                frames: {
                                    advice: string;
                                    debugId: string | null;
                                    exception: number;
                                    explanation: string;
                                    frame: number;
                                    isUploadedNow: boolean;
                                    line: number | null;
                                    path: string;
                                    problem: string;
                                }[];
                                hasDebugIds: boolean;
                                projectHasArtifacts: boolean;
                                release: string | null;
                                releaseHasArtifacts: boolean;
                            };
                            entries: {
                                data: unknown;
                                type: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/projects/{org}/{project}/ownership-explain/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        eventId: string;
                        raw?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {unknown} */
                            because: "rule" | "fallthrough" | "nobody";
                            errors: {
                                column: number;
                                line: number;
                                message: string;
                            }[];
                            owner: string | null;
                            rules: {
                                decides: boolean;
                                line: number;
                                /** @enum {unknown} */
                                on: "frame" | "url" | "tag";
                                owner: string;
                                rule: string;
                                /** @enum {unknown} */
                                source: "ownership" | "codeowners";
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/projects/{org}/{project}/scrubbing-preview/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        dataScrubber?: boolean;
                        dataScrubberDefaults?: boolean;
                        event: {
                            [key: string]: unknown;
                        };
                        relayPiiConfig?: string;
                        safeFields?: string[];
                        scrubIPAddresses?: boolean;
                        sensitiveFields?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            errors: {
                                column: number;
                                line: number;
                                message: string;
                            }[];
                            event: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/scrubbing/validate/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        relayPiiConfig: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            errors: {
                                column: number;
                                line: number;
                                message: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/session/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            organizations: {
                                name: string;
                                slug: string;
                            }[];
                            user: {
                                email: string;
                                id: string;
                                name: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            organizations: {
                                name: string;
                                slug: string;
                            }[];
                            user: {
                                email: string;
                                id: string;
                                name: string;
                            };
                        };
                    };
                };
            };
        };
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/session/password/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        current: string;
                        next: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/garrison/teams/{org}/{team}/alerting/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    team: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            channels: {
                                [key: string]: string;
                            };
                            hours: {
                                days?: number[];
                                from?: string;
                                timeZone: string;
                                to?: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    org: string;
                    team: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        channels: {
                            [key: string]: string;
                        };
                        hours: {
                            days?: number[];
                            from?: string;
                            timeZone: string;
                            to?: string;
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            channels: {
                                [key: string]: string;
                            };
                            hours: {
                                days?: number[];
                                from?: string;
                                timeZone: string;
                                to?: string;
                            } | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Activity: {
            data: {
                [key: string]: unknown;
            };
            dateCreated: string;
            id: string;
            sentry_app: null;
            type: string;
            user: {
                email: string;
                id: string;
                name: string;
            } | null;
        };
        Actor: {
            email?: string;
            id: string;
            name: string;
            /** @enum {unknown} */
            type: "user" | "team";
        };
        Avatar: {
            avatarType: string;
            avatarUrl: string | null;
            avatarUuid: string | null;
        };
        Event: {
            _meta: {
                [key: string]: unknown;
            };
            context: {
                [key: string]: unknown;
            } | null;
            contexts: {
                [key: string]: unknown;
            } | null;
            crashFile: string | null;
            culprit: string | null;
            dateCreated: string;
            dateReceived: string | null;
            dist: string | null;
            entries: {
                data: unknown;
                type: string;
            }[];
            errors: {
                data: {
                    [key: string]: unknown;
                };
                message: string;
                type: string;
            }[];
            eventID: string;
            fingerprints: string[];
            groupID: string | null;
            groupingConfig: {
                enhancements: string;
                id: string;
            };
            id: string;
            location: string | null;
            message: string | null;
            metadata: {
                [key: string]: unknown;
            };
            nextEventID: string | null;
            occurrence: null;
            packages: {
                [key: string]: unknown;
            };
            platform: string;
            previousEventID: string | null;
            projectID: string;
            release: {
                [key: string]: unknown;
            } | null;
            resolvedWith: string[];
            sdk: {
                name: string | null;
                version: string | null;
            } | null;
            sdkUpdates: {
                [key: string]: unknown;
            }[];
            size: number | null;
            tags: {
                key: string;
                query?: string;
                value: string;
            }[];
            title: string;
            type: string;
            user: {
                data: {
                    [key: string]: unknown;
                } | null;
                email: string | null;
                geo: {
                    [key: string]: unknown;
                } | null;
                id: string | null;
                ip_address: string | null;
                name: string | null;
                username: string | null;
            } | null;
            userReport: components["schemas"]["UserReport"] | null;
        };
        EventSummary: {
            crashFile: string | null;
            culprit: string | null;
            dateCreated: string;
            "event.type": string;
            eventID: string;
            groupID: string | null;
            id: string;
            location: string | null;
            message: string;
            metadata: {
                [key: string]: unknown;
            };
            platform: string | null;
            projectID: string;
            tags: {
                key: string;
                query?: string;
                value: string;
            }[];
            title: string;
            user: {
                data: {
                    [key: string]: unknown;
                } | null;
                email: string | null;
                geo: {
                    [key: string]: unknown;
                } | null;
                id: string | null;
                ip_address: string | null;
                name: string | null;
                username: string | null;
            } | null;
        };
        FullEvent: {
            _meta: {
                [key: string]: unknown;
            };
            context: {
                [key: string]: unknown;
            } | null;
            contexts: {
                [key: string]: unknown;
            } | null;
            crashFile: string | null;
            culprit: string | null;
            dateCreated: string;
            dateReceived: string | null;
            dist: string | null;
            entries: {
                data: unknown;
                type: string;
            }[];
            errors: {
                data: {
                    [key: string]: unknown;
                };
                message: string;
                type: string;
            }[];
            eventID: string;
            fingerprints: string[];
            groupID: string | null;
            groupingConfig: {
                enhancements: string;
                id: string;
            };
            id: string;
            location: string | null;
            message: string | null;
            metadata: {
                [key: string]: unknown;
            };
            occurrence: null;
            packages: {
                [key: string]: unknown;
            };
            platform: string;
            projectID: string;
            release: {
                [key: string]: unknown;
            } | null;
            resolvedWith: string[];
            sdk: {
                name: string | null;
                version: string | null;
            } | null;
            sdkUpdates: {
                [key: string]: unknown;
            }[];
            size: number | null;
            tags: {
                key: string;
                query?: string;
                value: string;
            }[];
            title: string;
            type: string;
            user: {
                data: {
                    [key: string]: unknown;
                } | null;
                email: string | null;
                geo: {
                    [key: string]: unknown;
                } | null;
                id: string | null;
                ip_address: string | null;
                name: string | null;
                username: string | null;
            } | null;
            userReport: components["schemas"]["UserReport"] | null;
        };
        Issue: {
            annotations: {
                displayName: string;
                url: string;
            }[];
            assignedTo: components["schemas"]["Actor"] | null;
            count: string;
            culprit: string | null;
            derivedData: {
                blocker: string;
                hasOpenFixPr: boolean;
                hasRootCause: boolean;
                isAssigned: boolean;
                lastCompletedAutofixStep: string;
                lastProgressedAt: string | null;
                progress: string;
                status: string;
                viewCount: number;
            };
            filtered: null;
            firstSeen: string;
            hasSeen: boolean;
            id: string;
            inbox: {
                date_added: string;
                reason: number;
                reason_details: null;
            };
            integrationIssues: {
                [key: string]: unknown;
            }[];
            isBookmarked: boolean;
            isPublic: boolean;
            isSubscribed: boolean;
            issueCategory: string;
            issueType: string;
            isUnhandled: boolean;
            lastSeen: string;
            latestEventHasAttachments: boolean;
            level: string;
            lifetime: {
                count: string;
                firstSeen: string;
                lastSeen: string;
                stats: Record<string, never>;
                userCount: number;
            };
            logger: string | null;
            matchingEventEnvironment: string | null;
            matchingEventId: string | null;
            metadata: {
                [key: string]: unknown;
            };
            numComments: number;
            owners: {
                date_added: string;
                owner: string;
                type: string;
            }[];
            permalink: string;
            platform: string | null;
            priority: string | null;
            priorityLockedAt: string | null;
            project: components["schemas"]["ProjectReference"];
            seerAutofixLastTriggered: string | null;
            seerExplorerAutofixLastTriggered: string | null;
            seerFixabilityScore: number | null;
            sentryAppIssues: {
                [key: string]: unknown;
            }[];
            sessionCount: number;
            shareId: string | null;
            shortId: string;
            stats: {
                [key: string]: number[][];
            };
            status: string;
            statusDetails: {
                [key: string]: unknown;
            };
            subscriptionDetails: null;
            substatus: string | null;
            title: string;
            type: string;
            userCount: number;
            userReportCount: number;
        };
        IssueBase: {
            annotations: {
                displayName: string;
                url: string;
            }[];
            assignedTo: components["schemas"]["Actor"] | null;
            count: string;
            culprit: string | null;
            firstSeen: string;
            hasSeen: boolean;
            id: string;
            isBookmarked: boolean;
            isPublic: boolean;
            isSubscribed: boolean;
            issueCategory: string;
            issueType: string;
            isUnhandled: boolean;
            lastSeen: string;
            level: string;
            logger: string | null;
            metadata: {
                [key: string]: unknown;
            };
            numComments: number;
            owners: {
                date_added: string;
                owner: string;
                type: string;
            }[];
            permalink: string;
            platform: string | null;
            priority: string | null;
            priorityLockedAt: string | null;
            project: components["schemas"]["ProjectReference"];
            seerAutofixLastTriggered: string | null;
            seerExplorerAutofixLastTriggered: string | null;
            seerFixabilityScore: number | null;
            shareId: string | null;
            shortId: string;
            status: string;
            statusDetails: {
                [key: string]: unknown;
            };
            subscriptionDetails: null;
            substatus: string | null;
            title: string;
            type: string;
            userCount: number;
            userReportCount: number;
        };
        IssueDetail: {
            activity: components["schemas"]["Activity"][];
            annotations: {
                displayName: string;
                url: string;
            }[];
            assignedTo: components["schemas"]["Actor"] | null;
            count: string;
            culprit: string | null;
            firstRelease: {
                dateCreated: string | null;
                shortVersion: string;
                version: string;
            } | null;
            firstSeen: string;
            hasSeen: boolean;
            id: string;
            inbox: null;
            integrationIssues: {
                [key: string]: unknown;
            }[];
            isBookmarked: boolean;
            isPublic: boolean;
            isSubscribed: boolean;
            issueCategory: string;
            issueType: string;
            isUnhandled: boolean;
            lastRelease: {
                dateCreated: string | null;
                shortVersion: string;
                version: string;
            } | null;
            lastSeen: string;
            level: string;
            logger: string | null;
            metadata: {
                [key: string]: unknown;
            };
            numComments: number;
            owners: {
                date_added: string;
                owner: string;
                type: string;
            }[];
            participants: {
                email: string;
                id: string;
                name: string;
            }[];
            permalink: string;
            platform: string | null;
            pluginActions: {
                [key: string]: unknown;
            }[];
            pluginContexts: {
                [key: string]: unknown;
            }[];
            pluginIssues: {
                [key: string]: unknown;
            }[];
            priority: string | null;
            priorityLockedAt: string | null;
            project: components["schemas"]["ProjectReference"];
            seenBy: {
                email: string;
                id: string;
                lastSeen: string;
                name: string;
            }[];
            seerAutofixLastTriggered: string | null;
            seerExplorerAutofixLastTriggered: string | null;
            seerFixabilityScore: number | null;
            sentryAppIssues: {
                [key: string]: unknown;
            }[];
            shareId: string | null;
            shortId: string;
            stats: {
                [key: string]: number[][];
            };
            status: string;
            statusDetails: {
                [key: string]: unknown;
            };
            subscriptionDetails: null;
            substatus: string | null;
            tags: {
                key: string;
                name: string;
                totalValues: number;
            }[];
            title: string;
            type: string;
            userCount: number;
            userReportCount: number;
        };
        IssueUpdate: {
            assignedTo?: string | null;
            discard?: boolean;
            hasSeen?: boolean;
            ignoreCount?: number;
            ignoreDuration?: number;
            ignoreUserCount?: number;
            ignoreUserWindow?: number;
            ignoreWindow?: number;
            inbox?: boolean;
            inCommit?: {
                commit: string;
                repository: string;
            };
            inNextRelease?: boolean;
            inRelease?: string;
            isBookmarked?: boolean;
            isPublic?: boolean;
            isSubscribed?: boolean;
            merge?: boolean | number;
            /** @enum {unknown} */
            priority?: "low" | "medium" | "high";
            snoozeDuration?: number;
            /** @enum {unknown} */
            status?: "resolved" | "unresolved" | "ignored" | "muted" | "reprocessing" | "resolvedInNextRelease";
            statusDetails?: {
                ignoreCount?: number;
                ignoreDuration?: number;
                ignoreUserCount?: number;
                ignoreUserWindow?: number;
                ignoreWindow?: number;
                inCommit?: {
                    commit: string;
                    repository: string;
                };
                inNextRelease?: boolean;
                inRelease?: string;
            };
            /** @enum {unknown} */
            substatus?: "archived_until_escalating" | "archived_until_condition_met" | "archived_forever" | "escalating" | "ongoing" | "regressed" | "new" | null;
        };
        Key: {
            browserSdk: {
                choices: string[][];
            };
            browserSdkVersion: string;
            dateCreated: string;
            dsn: {
                cdn: string;
                crons: string;
                csp: string;
                integration: string;
                minidump: string;
                nel: string;
                otlp_logs: string;
                otlp_traces: string;
                playstation: string;
                public: string;
                secret: string;
                security: string;
                unreal: string;
            };
            dynamicSdkLoaderOptions: {
                hasDebug: boolean;
                hasFeedback: boolean;
                hasLogsAndMetrics: boolean;
                hasPerformance: boolean;
                hasReplay: boolean;
            };
            id: string;
            isActive: boolean;
            label: string;
            name: string;
            projectId: number;
            public: string;
            rateLimit: {
                count: number;
                window: number;
            } | null;
            secret: string;
            useCase: string;
        };
        Member: {
            /** Format: date-time */
            dateCreated: string;
            email: string;
            expired: boolean;
            flags: {
                [key: string]: unknown;
            };
            id: string;
            inviterName: string | null;
            inviteStatus: string;
            name: string;
            orgRole: string;
            pending: boolean;
            role: string;
            roleName: string;
            teamRoles: {
                role: string | null;
                teamSlug: string;
            }[];
            teams: string[];
            user: components["schemas"]["User"];
        };
        Organization: {
            allowMemberInvite: boolean;
            allowMemberProjectCreation: boolean;
            allowSuperuserAccess: boolean;
            avatar: components["schemas"]["Avatar"];
            /** Format: date-time */
            dateCreated: string;
            features: string[];
            hasAuthProvider: boolean;
            id: string;
            isEarlyAdopter: boolean;
            links: {
                organizationUrl: string;
                regionUrl: string;
            };
            name: string;
            require2FA: boolean;
            requireEmailVerification: boolean;
            slug: string;
            status: {
                id: string;
                name: string;
            };
        };
        Project: {
            access: string[];
            avatar: components["schemas"]["Avatar"];
            color: string;
            /** Format: date-time */
            dateCreated: string;
            environments: string[];
            features: string[];
            firstEvent: string | null;
            firstTransactionEvent: boolean;
            hasAccess: boolean;
            hasFeedbacks: boolean;
            hasFlags: boolean;
            hasInsightsAgentMonitoring: boolean;
            hasInsightsAppStart: boolean;
            hasInsightsAssets: boolean;
            hasInsightsCaches: boolean;
            hasInsightsDb: boolean;
            hasInsightsHttp: boolean;
            hasInsightsMCP: boolean;
            hasInsightsQueues: boolean;
            hasInsightsScreenLoad: boolean;
            hasInsightsVitals: boolean;
            hasLogs: boolean;
            hasMinifiedStackTrace: boolean;
            hasMonitors: boolean;
            hasNewFeedbacks: boolean;
            hasProfiles: boolean;
            hasReplays: boolean;
            hasSessions: boolean;
            hasTraceMetrics: boolean;
            hasUserReports: boolean;
            id: string;
            isBookmarked: boolean;
            isInternal: boolean;
            isMember: boolean;
            isPublic: boolean;
            latestRelease: {
                version: string;
            } | null;
            name: string;
            platform: string | null;
            platforms: string[];
            slug: string;
            status: string;
            team: components["schemas"]["TeamReference"] | null;
            teams: components["schemas"]["TeamReference"][];
        };
        ProjectBase: {
            access: string[];
            avatar: components["schemas"]["Avatar"];
            color: string;
            /** Format: date-time */
            dateCreated: string;
            features: string[];
            firstEvent: string | null;
            firstTransactionEvent: boolean;
            hasAccess: boolean;
            hasFeedbacks: boolean;
            hasFlags: boolean;
            hasInsightsAgentMonitoring: boolean;
            hasInsightsAppStart: boolean;
            hasInsightsAssets: boolean;
            hasInsightsCaches: boolean;
            hasInsightsDb: boolean;
            hasInsightsHttp: boolean;
            hasInsightsMCP: boolean;
            hasInsightsQueues: boolean;
            hasInsightsScreenLoad: boolean;
            hasInsightsVitals: boolean;
            hasLogs: boolean;
            hasMinifiedStackTrace: boolean;
            hasMonitors: boolean;
            hasNewFeedbacks: boolean;
            hasProfiles: boolean;
            hasReplays: boolean;
            hasSessions: boolean;
            hasTraceMetrics: boolean;
            hasUserReports: boolean;
            id: string;
            isBookmarked: boolean;
            isInternal: boolean;
            isMember: boolean;
            isPublic: boolean;
            name: string;
            platform: string | null;
            slug: string;
            status: string;
            team: components["schemas"]["TeamReference"] | null;
            teams: components["schemas"]["TeamReference"][];
        };
        ProjectDetail: {
            access: string[];
            allowedDomains: string[];
            autofixAutomationTuning: string;
            avatar: components["schemas"]["Avatar"];
            builtinSymbolSources: string[];
            color: string;
            dataScrubber: boolean;
            dataScrubberDefaults: boolean;
            /** Format: date-time */
            dateCreated: string;
            debugFilesRole: null;
            defaultEnvironment: string | null;
            derivedGroupingEnhancements: string;
            digestsMaxDelay: number;
            digestsMinDelay: number;
            dynamicSamplingBiases: {
                [key: string]: unknown;
            }[];
            enableAutoReleaseCreation: boolean;
            environments: string[];
            features: string[];
            fingerprintingRules: string;
            firstEvent: string | null;
            firstTransactionEvent: boolean;
            /** @enum {unknown} */
            groupingConfig: "newstyle:2026-01-20" | "newstyle:2023-01-11";
            groupingEnhancements: string;
            hasAccess: boolean;
            hasFeedbacks: boolean;
            hasFlags: boolean;
            hasInsightsAgentMonitoring: boolean;
            hasInsightsAppStart: boolean;
            hasInsightsAssets: boolean;
            hasInsightsCaches: boolean;
            hasInsightsDb: boolean;
            hasInsightsHttp: boolean;
            hasInsightsMCP: boolean;
            hasInsightsQueues: boolean;
            hasInsightsScreenLoad: boolean;
            hasInsightsVitals: boolean;
            hasLogs: boolean;
            hasMinifiedStackTrace: boolean;
            hasMonitors: boolean;
            hasNewFeedbacks: boolean;
            hasProfiles: boolean;
            hasReplays: boolean;
            hasSessions: boolean;
            hasTraceMetrics: boolean;
            hasUserReports: boolean;
            highlightContext: {
                [key: string]: unknown;
            };
            highlightPreset: {
                context: {
                    [key: string]: unknown;
                };
                tags: string[];
            };
            highlightTags: string[];
            id: string;
            isBookmarked: boolean;
            isDynamicallySampled: boolean;
            isInternal: boolean;
            isMember: boolean;
            isPublic: boolean;
            latestRelease: {
                version: string;
            } | null;
            name: string;
            options: {
                [key: string]: unknown;
            };
            organization: components["schemas"]["Organization"];
            platform: string | null;
            platforms: string[];
            processingIssues: number;
            relayPiiConfig: string | null;
            resolveAge: number;
            safeFields: string[];
            scmSourceContextEnabled: boolean;
            scrapeJavaScript: boolean;
            scrubIPAddresses: boolean;
            secondaryGroupingConfig: ("newstyle:2026-01-20" | "newstyle:2023-01-11") | null;
            secondaryGroupingExpiry: number;
            securityToken: string;
            securityTokenHeader: string | null;
            seerNightshiftTweaks: null;
            seerScannerAutomation: boolean;
            sensitiveFields: string[];
            slug: string;
            status: string;
            storeCrashReports: number | null;
            subjectPrefix: string;
            subjectTemplate: string;
            symbolSources: string;
            team: components["schemas"]["TeamReference"] | null;
            teams: components["schemas"]["TeamReference"][];
            tempestFetchScreenshots: boolean;
            verifySSL: boolean;
        };
        ProjectReference: {
            id: string;
            name: string;
            platform: string | null;
            slug: string;
        };
        Team: {
            access: string[];
            avatar: components["schemas"]["Avatar"];
            dateCreated: string | null;
            flags: {
                [key: string]: unknown;
            };
            hasAccess: boolean;
            id: string;
            isMember: boolean;
            isPending: boolean;
            memberCount: number;
            name: string;
            slug: string;
            teamRole: string | null;
        };
        TeamReference: {
            id: string;
            name: string;
            slug: string;
        };
        User: {
            avatar: components["schemas"]["Avatar"];
            avatarUrl: string;
            dateJoined: string;
            email: string;
            emails: {
                email: string;
                id: string;
                is_verified: boolean;
            }[];
            experiments: Record<string, never>;
            has2fa: boolean;
            hasPasswordAuth: boolean;
            id: string;
            isActive: boolean;
            isManaged: boolean;
            isStaff: boolean;
            isSuperuser: boolean;
            isSuspended: boolean;
            lastActive: string | null;
            lastLogin: string | null;
            name: string;
            username: string;
        };
        UserReport: {
            comments: string;
            dateCreated: string;
            email: string;
            event: {
                eventID: string;
                id: string;
            };
            eventID: string;
            id: string;
            issue: {
                [key: string]: unknown;
            } | null;
            name: string;
            user: null;
        };
    };
    responses: {
        /** @description 401: Invalid token */
        auth_invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 401: Authentication credentials were not provided. */
        auth_missing: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 401: Multiple authorization payloads */
        auth_multiple: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 400: The body could not be decompressed */
        encoding_invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 400: The envelope could not be read */
        envelope_invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 400: The event could not be read */
        event_invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 500: Internal Error */
        internal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 503: Nothing can be accepted right now */
        log_unavailable: {
            headers: {
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 401: The e-mail address or the password is wrong */
        login_failed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 503: Too much is being received at the moment */
        memory_full: {
            headers: {
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 404: The requested resource does not exist */
        not_found: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 413: The payload is too large */
        payload_too_large: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 403: You do not have permission to perform this action. */
        permission_denied: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 403: The key does not belong to this project, or is disabled */
        project_rejected: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 400: This needs more time or memory than one query may use. Choose a shorter period, fewer projects or a narrower search. */
        query_too_heavy: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 429: Too many requests */
        rate_limited: {
            headers: {
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 400: The request is not valid */
        request_invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 500: The event store refuses rows */
        rows_refused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 503: The server is stopping */
        shutting_down: {
            headers: {
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
        /** @description 503: The store does not answer */
        store_unavailable: {
            headers: {
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    detail: string;
                    errorId?: string;
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
