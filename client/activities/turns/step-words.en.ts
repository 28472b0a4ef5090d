export const en = {
  begin: 'Begin the round',
  beginTables: 'Begin at every table',
  call: 'Call {{name}}',
  next: 'Next: {{name}}',
  endTurn: 'End the last turn',
  haveSpoken: 'have spoken',
  spoken: '{{spoken}} of {{of}} have spoken',
  someone: 'someone',
}
