import type { Answer } from '@garrison/api-client';
import { queryOptions } from '@tanstack/react-query';
import { call, callPage, path } from './http.ts';

export type AlertList = Answer<'/api/garrison/organizations/{org}/alerts/', 'get'>;
export type Alert = AlertList['alerts'][number];
export type AlertState = 'open' | 'acknowledged' | 'resolved';
/** What was or will be sent about alerts. */
export type AlertMessage = Answer<'/api/garrison/organizations/{org}/messages/', 'get'>[number];

/** Alerts come and end by themselves: both lists are asked for again as often. */
const REFRESH_MS = 10_000;

export const alertsQuery = (org: string, state: AlertState) =>
  queryOptions({
    queryKey: ['alerts', org, state],
    refetchInterval: REFRESH_MS,
    queryFn: ({ signal }) =>
      call<AlertList>(path`/api/garrison/organizations/${org}/alerts/`, { query: { state }, signal }),
  });

export const messagesQuery = (org: string) =>
  queryOptions({
    queryKey: ['alert-messages', org],
    refetchInterval: REFRESH_MS,
    queryFn: ({ signal }) => callPage<AlertMessage>(path`/api/garrison/organizations/${org}/messages/`, { signal }),
  });

export function setAlertStatus(org: string, id: string, status: 'acknowledged' | 'resolved'): Promise<Alert> {
  return call(path`/api/garrison/organizations/${org}/alerts/${id}/`, { method: 'PUT', body: { status } });
}

export function sendAgain(org: string, id: string): Promise<unknown> {
  return call(path`/api/garrison/organizations/${org}/messages/${id}/send/`, { method: 'POST' });
}
