/**
 * Grouping: microseconds per event by platform, for events of 30 frames with the built-in rules.
 * Budget: median ≤ 60 µs, p99 ≤ 400 µs. Run: node bench/grouping.ts
 */
import type { Frame, SentryEvent } from '@garrison/protocol';

import { createGrouping } from '../server/src/process/grouping/index.ts';

const FRAMES = 30;
const EVENTS = 1_000;
const ROUNDS = 5;
/** Distinct code locations of a service; each event's stack is a walk over them. */
const PLACES = 600;

const OPTIONS = { configId: 'newstyle:2026-01-20', secondary: null, enhancements: '', fingerprintingRules: '' };

type FrameAt = (place: number) => Frame;

const PLATFORMS: Readonly<Record<string, FrameAt>> = {
  javascript: (n) => ({
    abs_path: `https://app.acme.example/static/js/${n % 9}.${(n * 7919).toString(16)}.chunk.js`,
    filename: `/static/js/${n % 9}.chunk.js`,
    function: `Checkout.render${n}`,
    context_line: `      return this.props.items.map((item) => price(item, ${n}));`,
    in_app: n % 3 !== 0,
  }),
  node: (n) => ({
    abs_path: n % 2 ? `/srv/app/src/orders/step-${n}.js` : `/srv/app/node_modules/express/lib/router/layer-${n}.js`,
    filename: n % 2 ? `/srv/app/src/orders/step-${n}.js` : `/srv/app/node_modules/express/lib/router/layer-${n}.js`,
    module: n % 2 ? `orders:step-${n}` : `express.lib.router:layer-${n}`,
    function: `Layer.handle${n} [as handle_request]`,
    context_line: `    const result = await this.next(request, ${n});`,
    in_app: n % 2 === 1,
  }),
  python: (n) => ({
    abs_path: n % 2 ? `/srv/app/orders/views_${n}.py` : `/usr/lib/python3.12/site-packages/django/core/h${n}.py`,
    filename: n % 2 ? `orders/views_${n}.py` : `django/core/h${n}.py`,
    module: n % 2 ? `orders.views_${n}` : `django.core.h${n}`,
    function: `handle_${n}`,
    context_line: `        response = self.get_response(request, ${n})`,
    in_app: n % 2 === 1,
  }),
  java: (n) => ({
    module:
      n % 2
        ? `com.acme.orders.Step${n}$$EnhancerBySpringCGLIB$$${(n * 7919).toString(16)}`
        : `org.springframework.web.Filter${n}`,
    filename: `Step${n}.java`,
    function: `doFilter${n}`,
    in_app: n % 2 === 1,
  }),
  native: (n) => ({
    package: n % 2 ? '/opt/acme/bin/orders' : '/usr/lib/x86_64-linux-gnu/libstdc++.so.6',
    function: `std::vector<acme::Order<${n}>, std::allocator<acme::Order>>::emplace_back<acme::Order&>(acme::Order&) const`,
    abs_path: `/build/src/orders/order_${n}.cpp`,
    filename: `order_${n}.cpp`,
  }),
  php: (n) => ({
    abs_path: n % 2 ? `/var/www/src/Order${n}.php` : `/var/www/vendor/symfony/http-kernel/K${n}.php`,
    filename: n % 2 ? `/src/Order${n}.php` : `/vendor/symfony/http-kernel/K${n}.php`,
    function: `App\\Order${n}::handle`,
    context_line: `        return $this->handle($request, ${n});`,
    in_app: n % 2 === 1,
  }),
  ruby: (n) => ({
    abs_path: n % 2 ? `/app/models/order_${n}.rb` : `/usr/lib/ruby/gems/rack-3/lib/rack/r${n}.rb`,
    filename: `order_${n}.rb`,
    function: n % 4 === 0 ? `block (2 levels) in call_${n}` : `call_${n}`,
    context_line: `      @app.call(env, ${n})`,
    in_app: n % 2 === 1,
  }),
  go: (n) => ({
    abs_path: n % 2 ? `/src/orders/step_${n}.go` : `/root/go/pkg/mod/github.com/gin-gonic/gin@v1/c${n}.go`,
    filename: `step_${n}.go`,
    module: n % 2 ? 'acme/orders' : 'github.com/gin-gonic/gin',
    function: `(*Engine).Handle${n}`,
    in_app: n % 2 === 1,
  }),
  csharp: (n) => ({
    module: n % 2 ? `Acme.Orders.Step${n}` : `Microsoft.AspNetCore.Mvc.Step${n}`,
    package: n % 2 ? 'Acme.Orders, Version=1.0.0.0' : 'Microsoft.AspNetCore.Mvc, Version=8.0.0.0',
    function: `async Task<Order> Step${n}.Handle(Request request)`,
    in_app: n % 2 === 1,
  }),
  dart: (n) => ({
    abs_path: n % 2 ? `package:acme/orders/step_${n}.dart` : `package:flutter/src/widgets/w${n}.dart`,
    filename: `step_${n}.dart`,
    function: `OrderState.build${n}`,
    in_app: n % 2 === 1,
  }),
  rust: (n) => ({
    package: '/opt/acme/bin/orders',
    function:
      n % 2
        ? `<acme::orders::Step${n} as core::ops::Fn<()>>::call::h0123456789abcdef`
        : `tokio::runtime::task${n}::poll`,
    abs_path: `/src/orders/step_${n}.rs`,
    filename: `step_${n}.rs`,
    in_app: n % 2 === 1,
    platform: 'native',
  }),
};

function eventOf(platform: string, frameAt: FrameAt, seed: number): SentryEvent {
  const frames = Array.from({ length: FRAMES }, (_, depth) => ({
    ...frameAt((seed * 31 + depth * 17) % PLACES),
    lineno: seed + depth,
  }));
  return {
    event_id: seed.toString(16).padStart(32, '0'),
    timestamp: 1_790_000_000,
    received: 1_790_000_000,
    platform,
    level: 'error',
    type: 'error',
    tags: [['transaction', `/orders/${seed}`]],
    exception: {
      values: [
        { type: 'OrderError', value: `Order ${seed} of user ${seed}@acme.example failed`, stacktrace: { frames } },
      ],
    },
  };
}

/** Each round begins with cold caches. The least of an event's rounds is taken, so that other processes do not count. */
function measure(platform: string, frameAt: FrameAt): Row {
  const times = new Float64Array(EVENTS).fill(Infinity);
  for (let round = 0; round < ROUNDS; round++) {
    const grouping = createGrouping(OPTIONS);
    for (let index = 0; index < EVENTS; index++) {
      // Through JSON, as events arrive.
      const event: SentryEvent = JSON.parse(JSON.stringify(eventOf(platform, frameAt, index)));
      const start = performance.now();
      grouping.group(event);
      times[index] = Math.min(times[index] ?? Infinity, (performance.now() - start) * 1000);
    }
  }
  times.sort();
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  return { platform, 'median µs': at(0.5), 'p99 µs': at(0.99), 'max µs': at(0.9999) };
}

interface Row {
  readonly platform: string;
  readonly 'median µs': string;
  readonly 'p99 µs': string;
  readonly 'max µs': string;
}

// The first pass warms the compiler up.
for (const [platform, frameAt] of Object.entries(PLATFORMS)) measure(platform, frameAt);
console.table(Object.entries(PLATFORMS).map(([platform, frameAt]) => measure(platform, frameAt)));
