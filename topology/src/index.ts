export { defineOrganization, type OrganizationConfig, type ProjectConfig, type TeamConfig } from './organization.ts';
export { planOrganization, type CurrentState, type Operation } from './plan.ts';
