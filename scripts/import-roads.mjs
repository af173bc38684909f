// `npm run import-roads -- FILE.osm.pbf [--clip PACK] [--out FILE]`: OpenStreetMap roads to the engine's own cache.
import { runTool } from './run-tool.mjs'

await runTool('import-roads.js')
