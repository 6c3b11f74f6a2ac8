-- Neovim starts `dondoc lsp` for rule files and for the other files of a site. Vim itself does not read this file.
-- `vim.g.dondoc_command` names another command, such as { "/opt/dondoc", "lsp", "--lang", "vi" };
-- `vim.g.dondoc_lsp = false` leaves it off; `vim.g.dondoc_format_on_save = true` formats rule files as they are written.

if vim.g.dondoc_lsp == false then
  return
end

local clients = {}

-- The folder of the site that a file lies in; nil for a file of none.
local function site_of(path)
  local folder = vim.fn.fnamemodify(path, ":h")
  for _ = 1, 2 do
    if vim.fn.filereadable(folder .. "/bodies.yaml") == 1 or vim.fn.filereadable(folder .. "/dondoc.yaml") == 1 then
      return folder
    end
    folder = vim.fn.fnamemodify(folder, ":h")
  end
end

local function start(buffer, root)
  local config = { name = "dondoc", cmd = vim.g.dondoc_command or { "dondoc", "lsp" }, root_dir = root }
  -- Neovim 0.8 and later.
  if vim.lsp.start then
    vim.lsp.start(config)
    return
  end
  local id = clients[root]
  if not id or not vim.lsp.get_client_by_id(id) then
    id = vim.lsp.start_client(config)
    clients[root] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
end

vim.api.nvim_create_autocmd("FileType", {
  pattern = { "dondoc", "yaml", "csv", "mustache" },
  callback = function(event)
    local path = vim.api.nvim_buf_get_name(event.buf)
    local root = site_of(path)
    if root or vim.bo[event.buf].filetype == "dondoc" then
      start(event.buf, root or vim.fn.fnamemodify(path, ":h"))
    end
  end,
})

vim.api.nvim_create_autocmd("BufWritePre", {
  pattern = "*.rules",
  callback = function()
    if not vim.g.dondoc_format_on_save then
      return
    end
    -- Neovim 0.8 and later have the first.
    if vim.lsp.buf.format then
      vim.lsp.buf.format({ timeout_ms = 5000 })
    else
      vim.lsp.buf.formatting_sync(nil, 5000)
    end
  end,
})
