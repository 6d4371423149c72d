// The page of the report alone.
import { listen } from "./listing.js";
import { show, silent } from "./report_frame.js";

listen("report", show, "?report=1").addEventListener("error", silent);
