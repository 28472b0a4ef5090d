/** The id of the column beside the board. */
export const taskId = 'task'
