import { initSentry } from '@garrison/node';

initSentry({ serviceName: 'shop-api', version: '1.2.3' });
