import { gridOf } from '#shared/activities/grid/cells.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { OperationBlank } from '#shared/workshop/operations.ts'
import { addGhostNote, ghostNotes, pick, stepNow, type Ghost } from '../../panels/host/ghost.ts'

/** Cells that a ghost fills in one step. */
const each = 2

/** Writes into an empty cell. */
export const ghostOfGrid: Ghost = ({ model, random, sentence }) => {
  const placed = stepNow(model)
  if (placed?.step.activity !== 'grid' || !model.may(Operation.addNote)) return false
  const { path, step } = placed
  if (ghostNotes(model, path) >= each) return false
  const columns = step.fields.map(({ id }) => id)
  const { rows, cells } = gridOf(path, columns, [...model.scene.notes.values()], model.locked.get())
  const empty = rows.flatMap(({ id }, row) =>
    columns.flatMap((field, column) => (cells[row]?.[column]?.length === 0 ? [{ id, field }] : [])),
  )
  const cell = pick(empty, random)
  if (!cell) return false
  return addGhostNote(model, {
    step: path,
    field: cell.field,
    text: sentence(),
    noteKind: random() < 0.5 ? 'begin' : 'stop',
    blanks: { [OperationBlank.seen]: sentence().slice(0, 60).trim() },
    from: [cell.id],
  })
}
