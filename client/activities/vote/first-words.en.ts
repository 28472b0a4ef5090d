export const en = {
  heading: 'Votes',
  results: 'Results',
  closed: 'The vote is closed.',
  stepBegin: 'Open the vote',
  stepClose: 'Close the vote',
  voted: 'voted',
  stepVoted: '{{voted}} of {{eligible}} voted',
}
