// SiteFiles
