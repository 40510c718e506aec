import { readdirSync, readFileSync } from 'node:fs';

/** MiB of all processes of a group: resident, and the part that is not files. Linux only. */
export interface GroupMemory {
  readonly resident: number;
  readonly anonymous: number;
}

export function memoryOfGroup(group: number): GroupMemory {
  let resident = 0;
  let anonymous = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      // pid (name) state ppid pgrp …; the name may hold spaces and brackets.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]) !== group) continue;
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      resident += kilobytes(status, 'VmRSS');
      anonymous += kilobytes(status, 'RssAnon');
    } catch {
      // It ended between the listing and the reading.
    }
  }
  return { resident: Math.round(resident / 1024), anonymous: Math.round(anonymous / 1024) };
}

function kilobytes(status: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
}
