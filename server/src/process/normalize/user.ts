import { isJsonObject } from '@garrison/protocol';
import { freeForm, freeObject } from './free-form.ts';
import { id, object, text, type Rule } from './rules.ts';

const fields = object(
  {
    id: (value, walk) => {
      const read = id(value, walk);
      return typeof read === 'string' || typeof read === 'number' ? walk.text(String(read), 128, 'full') : undefined;
    },
    email: text(254, 'full'),
    username: text(128, 'full'),
    name: text(128, 'full'),
    ip_address: text(45),
    geo: freeObject({ depth: 2, size: 1024, text: 256 }),
    data: freeObject({ depth: 4, size: 8192, text: 1024 }),
  },
  {
    rest: freeForm({ depth: 3, size: 2048, text: 1024 }),
    personal: { texts: ['id', 'email', 'username', 'name', 'ip_address'], others: ['geo', 'data'] },
  },
);

export const user: Rule = (value, walk) => {
  if (walk.scrubIps && isJsonObject(value) && value['ip_address'] !== undefined) {
    delete value['ip_address'];
    walk.enter('ip_address');
    walk.removedAddress();
    walk.leave();
  }
  return fields(value, walk);
};
