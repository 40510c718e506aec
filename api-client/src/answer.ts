import type { paths } from './generated/api.ts';

/** What a route answers, as the OpenAPI document of the server says. */
export type Answer<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  responses: infer Responses;
}
  ? Extract<Responses[keyof Responses & (200 | 201 | 202)], { content: unknown }>['content'] extends {
      'application/json': infer Body;
    }
    ? Body
    : never
  : never;
