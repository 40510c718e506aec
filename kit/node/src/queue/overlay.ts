/** The object with some of its methods replaced; everything else, private fields included, reaches the object itself. */
export function overlay<T extends object>(
  target: T,
  methods: Readonly<Record<string, (...args: never[]) => unknown>>,
): T {
  return new Proxy(target, {
    get(object, key) {
      const replacement = typeof key === 'string' && Object.hasOwn(methods, key) ? methods[key] : undefined;
      if (replacement !== undefined) return replacement;
      const value: unknown = Reflect.get(object, key, object);
      return typeof value === 'function' ? value.bind(object) : value;
    },
    set: (object, key, value) => Reflect.set(object, key, value, object),
  });
}
