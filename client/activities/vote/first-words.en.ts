export const en = {
  heading: 'Votes',
  results: 'Results',
  closed: 'The vote is closed.',
  stepBegin: 'Open the vote',
  stepClose: 'Close the vote',
  stepVoted: '{{voted}} of {{eligible}} voted',
}
