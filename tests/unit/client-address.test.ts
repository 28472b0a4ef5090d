import { expect, test } from 'vitest'
import { lineOf } from '#server/routes/address.ts'

test('all addresses of a household are one line, of IPv6 too', () => {
  const lines = {
    '203.0.113.7': '203.0.113.7',
    '::ffff:203.0.113.7': '::ffff:203.0.113.7',
    '2001:db8:1:2:3:4:5:6': '2001:db8:1:2',
    '2001:0db8:0001:0002::ff': '2001:db8:1:2',
    '2001:db8::1': '2001:db8:0:0',
    '2001:db8::1:2:3:4:5': '2001:db8:0:1',
    '::1': '0:0:0:0',
    'fe80::1%eth0': 'fe80:0:0:0',
  }
  for (const [ip, line] of Object.entries(lines)) expect(lineOf({ ip })).toBe(line)
})
