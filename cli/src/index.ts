export { defineOrganization, type OrganizationConfig, type ProjectConfig, type TeamConfig } from '@garrison/topology';
