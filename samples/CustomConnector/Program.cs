using CustomConnector.Kit;

return await CommandLine.Create(ConformanceCommand.RunAsync).Parse(args).InvokeAsync();
