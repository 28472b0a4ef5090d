export const en = {
  title: 'Principles',
  hint: 'People choose between two good things, and name the signs that show and betray the choice.',
  prompt: 'To get there we choose … even over … .',
  field: 'Principles',
  does: 'What people do',
  write: 'Write alone and unseen',
  writeHint: 'A reveal shows all principles later.',
  together: 'Write one for each group',
  togetherHint: 'The groups of an earlier step become principles that everybody rewrites.',
  settle: 'Keep four to seven',
  settleHint: 'You choose which ones to keep, everybody rewrites them, and together you settle them.',
  fieldTitle: 'Title on the board',
}
