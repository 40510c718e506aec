import { defineOrganization } from '@garrison/topology';

/** The reference organisation: three teams, eight projects, one per deployable service. */
export const organization = defineOrganization({
  slug: 'acme-corp',
  name: 'Acme Corp',
  teams: {
    'platform-eng': { name: 'Platform Engineering' },
    payments: { name: 'Payments' },
    frontend: { name: 'Frontend' },
  },
  projects: {
    'api-gateway': { platform: 'node-express', teams: ['platform-eng'] },
    'auth-service': { platform: 'node-fastify', teams: ['platform-eng'] },
    'user-service': { platform: 'node-express', teams: ['platform-eng'] },
    'payment-api': { platform: 'node-express', teams: ['payments'] },
    pricing: { platform: 'python-fastapi', teams: ['payments'] },
    'billing-worker': { platform: 'node', teams: ['payments'] },
    'web-app': { platform: 'javascript-react', teams: ['frontend'] },
    'mobile-app': { platform: 'react-native', teams: ['frontend'] },
  },
});
