namespace RetailConnect.Sync.Engine;

/// <summary>Recognises what only another installation mends: an assembly or a native library that is missing, or is of another version.</summary>
internal static class BrokenInstallation
{
    public static bool IsBehind(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is FileNotFoundException or FileLoadException or BadImageFormatException or DllNotFoundException or TypeLoadException or MissingMemberException or TypeInitializationException { InnerException: not OperationCanceledException })
            {
                return true;
            }
        }

        return false;
    }
}
