import { expect, test } from 'vitest';
import { refuseAdministrator } from './access.ts';

const certificate = (subject: object) => ({ subject }) as Parameters<typeof refuseAdministrator>[0];
const administrators = ['manul-admin', 'ops'];

test('an administrator is named by common name or organization', () => {
  expect(refuseAdministrator(certificate({ CN: 'manul-admin' }), administrators)).toBeUndefined();
  expect(refuseAdministrator(certificate({ CN: 'alice', O: 'ops' }), administrators)).toBeUndefined();
  expect(refuseAdministrator(certificate({ CN: 'alice', O: ['dev', 'ops'] }), administrators)).toBeUndefined();
});

test("a driver's certificate, and none, are refused", () => {
  expect(refuseAdministrator(certificate({ CN: 'system:node:worker-1', O: 'system:nodes' }), administrators)).toBe(
    'the certificate names system:node:worker-1, system:nodes, not one of the administrators',
  );
  expect(refuseAdministrator(certificate({ CN: 'ops.example' }), administrators)).toContain('ops.example');
  expect(refuseAdministrator(undefined, administrators)).toBe('no client certificate');
});
