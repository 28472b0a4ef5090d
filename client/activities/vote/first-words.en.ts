export const en = {
  heading: 'Votes',
  results: 'Results',
  closed: 'The vote is closed.',
}
