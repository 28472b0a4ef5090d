export const en = {
  title: 'No purpose is adopted yet',
  why: 'This step says how to reach the purpose. You can go on without one. Your reason stands in the log and in the report.',
  reason: 'Why you go on',
  goOn: 'Go on without a purpose',
}
