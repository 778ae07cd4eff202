module lengths

go 1.19
