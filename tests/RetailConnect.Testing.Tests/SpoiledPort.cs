using System.Reflection;

namespace RetailConnect.Testing.Tests;

/// <summary>What a method does instead.</summary>
/// <param name="sound">What it does without the bug: arguments in, result out.</param>
/// <param name="given">The arguments.</param>
public delegate object? Misdeed(Func<object?[], object?> sound, object?[] given);

/// <summary>A port of which one method has a bug; the others are passed on.</summary>
/// <typeparam name="TPort">The port.</typeparam>
public class SpoiledPort<TPort> : DispatchProxy
    where TPort : class
{
    internal TPort? Port { get; set; }

    internal string? Method { get; set; }

    internal Misdeed? Bug { get; set; }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = targetMethod!;
        return method.Name == Method ? Answer(method.ReturnType, Bug!(given => Result(method.ReturnType, Call(given)), args ?? [])) : Call(args ?? []);

        object? Call(object?[] given) => method.Invoke(Port, BindingFlags.DoNotWrapExceptions, null, given, null);
    }

    private static bool IsValueTask(Type type) => type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static object? Result(Type type, object? answer)
    {
        if (!IsValueTask(type))
        {
            return answer;
        }

        var task = (Task)type.GetMethod(nameof(ValueTask.AsTask))!.Invoke(answer, [])!;
        task.GetAwaiter().GetResult();
        return type.IsGenericType ? task.GetType().GetProperty("Result")!.GetValue(task) : null;
    }

    private static object? Answer(Type type, object? result) => IsValueTask(type) && type.IsGenericType ? type.GetConstructor(type.GetGenericArguments())!.Invoke([result]) : IsValueTask(type) ? ValueTask.CompletedTask : result;
}
