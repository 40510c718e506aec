import { expect, test } from 'vitest';

import { trimFunctionName } from './function-name.ts';

test.each([
  ['double hypot(double, double)', 'hypot'],
  ['unsigned int whatever', 'whatever'],
  ['std::vector<int, std::allocator<int> >::push_back(int const&)', 'std::vector<T>::push_back'],
  ['int foo::bar() const &', 'foo::bar'],
  ['(anonymous namespace)::foo(int)', '(anonymous namespace)::foo'],
  ['?A0xc3a0617d::start_thread', "`anonymous namespace'::start_thread"],
  ['std::ostream& operator<<(std::ostream&, int)', 'operator<<'],
  ['bool operator<(A const&, B const&)', 'operator<'],
  ['int Foo::operator()(int) const', 'Foo::operator()'],
  ['main::{lambda(int)#1}::operator()', 'main::lambda::operator()'],
  ['foo::lambda_7156c3ceaa11256748687ab67e3ef4cd::operator()', 'foo::lambda::operator()'],
  ['invoke::$_0::run', 'invoke::lambda::run'],
  ['<acme::Order<T> as core::fmt::Display>::fmt::h0123456789abcdef', '<acme::Order<T> as core::fmt::Display>::fmt'],
  ['tokio::runtime::poll::h0123456789abcdef', 'tokio::runtime::poll'],
  ['@objc ViewController.tap(_:) -> ()', 'ViewController.tap'],
  ['_RaiseException@16', '_RaiseException'],
  ['-[Foo bar:(int)baz]', '-[Foo bar:(int)baz]'],
  ['<redacted>', '<redacted>'],
  ['unbalanced(((', 'unbalanced((('],
])('%j is %j', (name, trimmed) => {
  expect(trimFunctionName(name, 'native')).toBe(trimmed);
});

test('other platforms keep their names', () => {
  expect(trimFunctionName('int foo(int)', 'python')).toBe('int foo(int)');
});

test('brackets without end', () => {
  expect(trimFunctionName('<'.repeat(8_000), 'native')).toBe('<'.repeat(8_000));
  expect(trimFunctionName(`${'<'.repeat(4_000)}${'>'.repeat(4_000)}`, 'native')).toContain('<T>');
});
