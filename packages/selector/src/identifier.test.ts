import { expect, test } from 'vitest';
import { contentIdentifier, selectorSetId } from './identifier.ts';
import { parseSelector } from './selector.ts';

// Recorded from Felix; drivers find by these names what is already in their kernels.
test.each([
  ['has(projectcalico.org/namespace)', 's:2dAotJA2sZ5pOhC_BaBuAFekzFsoGV350DfHsw'],
  [`projectcalico.org/serviceaccount in {'default'}`, 's:SPLktTsdo75d5zOwT8LFRZp7-GV-HkELETFSrQ'],
])('IP set of %s', (text, id) => {
  expect(selectorSetId(parseSelector(text).canonical)).toBe(id);
});

test('IP set of a service', () => {
  expect(contentIdentifier('svc', 'prod/web')).toBe('svc:PMX6-V53cgXVtT6p1c9FM-XkUmon52QINgk6cg');
});
