import { syncBuiltinESMExports } from 'node:module';
import sqlite from 'node:sqlite';
import { isMainThread } from 'node:worker_threads';

// Preloaded into the server: on the thread that accepts no database can be opened.
if (isMainThread) {
  sqlite.DatabaseSync = class {
    constructor() {
      throw new Error('a database was opened on the thread that accepts');
    }
  };
  syncBuiltinESMExports();
}
