// `npm run import-typhoons -- FILE --source TEXT`: tracks of past storms to the program's own files, for drills and replay.
import { runTool } from './run-tool.mjs'

await runTool('import-typhoons.js')
