using QuickStart;

return await CommandLine.Create(MainJob.RunAsync).Parse(args).InvokeAsync();
