export const en = {
  round: 'Round {{number}}',
  moment: { roundOpened: 'Vote opened: {{round}}', roundClosed: 'Vote closed: {{round}}' },
  heading: 'Votes',
  results: 'Results',
  closed: 'The vote is closed.',
}
