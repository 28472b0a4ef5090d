/** Strange board ids for an address. */
export function strangeNames(board: string, session: string): readonly string[] {
  return [
    '../../etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    '%00',
    `${board}%00`,
    '%zz',
    '%',
    'x'.repeat(10_000),
    encodeURIComponent('学校👩‍🚀\u202e'),
    '__proto__',
    'constructor',
    '',
    `${board}/desk/more`,
    `${board.toLowerCase()}?session=${session}`,
  ]
}
