// `npm run admin -- issue-key …`: keys and passwords of a data directory (see docs/operations.md).
import { runTool } from './run-tool.mjs'

await runTool('admin.js')
