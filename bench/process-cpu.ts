import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts CPU in hundredths of a second. */
const TICK_MS = 10;

export interface ProcessCpu {
  readonly serverMs: number;
  readonly engineMs: number;
}

/** CPU that the processes of a group have used so far, ended threads included. Linux only. */
export function cpuOfGroup(group: number): ProcessCpu {
  let serverMs = 0;
  let engineMs = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // pid (name) state ppid pgrp … utime stime: fields 3, 5, 14 and 15 of the manual; the name may hold spaces and brackets.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (Number(fields[2]) !== group) continue;
      const used = (Number(fields[11]) + Number(fields[12])) * TICK_MS;
      if (Number(pid) === group) serverMs += used;
      else engineMs += used;
    } catch {
      // It ended between the listing and the reading.
    }
  }
  return { serverMs, engineMs };
}
