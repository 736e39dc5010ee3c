-- Sends whole requests from the file that REQUESTS names, one after the other and round again: what they are is the driver's
-- business. A zero byte ends each. Prints one line of JSON at the end.
local requests = {}
local file = assert(io.open(os.getenv("REQUESTS"), "rb"))
for text in file:read("*a"):gmatch("([^%z]+)%z") do
  requests[#requests + 1] = text
end
file:close()

if #requests == 1 then
  -- wrk asks once and repeats the answer by itself, which leaves more of the machine to the server.
  wrk.format = function()
    return requests[1]
  end
else
  local at = 0
  function request()
    at = at % #requests + 1
    return requests[at]
  end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %d, "microseconds": %d, "refused": %d, "broken": %d, "p50": %d, "p99": %d}\n',
    summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
