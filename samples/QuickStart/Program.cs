using QuickStart;

return await CommandLine.Create(MainJob.RunAsync, ExplainCommand.Create()).Parse(args).InvokeAsync();
