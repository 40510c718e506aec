import { type Component, ignored, leaf } from './component.ts';

/** Names that code generators number anew in each process, and what is kept of them. */
const GENERATED: readonly (readonly [RegExp, string])[] = [
  [
    /((?:sun|jdk\.internal)\.reflect\.Generated(?:SerializationConstructor|Constructor|Method)Accessor)\d+/g,
    '$1<auto>',
  ],
  [/(\$\$\w{1,100}?CGLIB\$\$)[a-fA-F0-9]+(?:_[0-9]+)?/g, '$1<auto>'],
  [/(\$\$EnhancerBy\w{1,100}?\$?\$)[a-fA-F0-9]+(?:_[0-9]+)?/g, '$1<auto>'],
  [/(\$\$FastClassBy\w{1,100}?\$?\$)[a-fA-F0-9]+(?:_[0-9]+)?/g, '$1<auto>'],
  [/(\$\$?HibernateProxy\$?\$)\w+(?:_[0-9]+)?/g, '$1<auto>'],
  [/(\$fn__)\d+/g, '$1<auto>'],
];
const JAVASSIST = /(\$\$_javassist)(?:_seam)?(?:_[0-9]+)?/g;
const REFLECTION = /^((?:sun|jdk\.internal)\.reflect\.GeneratedMethodAccessor)/;

export function javaModule(module: string): Component {
  if (!module.includes('$') && !module.includes('.reflect.')) return leaf('module', module);
  if (module.includes('$$Lambda$')) return ignored(leaf('module', module), 'ignored java lambda');
  const reflection = REFLECTION.exec(module)?.[1];
  if (reflection !== undefined) return leaf('module', reflection, 'removed reflection marker');
  const cleaned = GENERATED.reduce((name, [pattern, kept]) => name.replace(pattern, kept), javassist(module));
  return leaf('module', cleaned, cleaned === module ? null : 'removed codegen marker');
}

export function javassist(name: string): string {
  return name.includes('$$_javassist') ? name.replace(JAVASSIST, '$1<auto>') : name;
}
