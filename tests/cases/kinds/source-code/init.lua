-- 打字机的设置
local M = {}

M.keys = { a = "一", b = "二" }

function M.press(key)
  local sign = M.keys[key]
  if sign == nil then
    return nil, "没有这个键：" .. tostring(key)
  end
  return sign
end

for key, sign in pairs(M.keys) do
  print(string.format("%s -> %s", key, sign))
end

return M
