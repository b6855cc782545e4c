using System.Runtime.InteropServices;

namespace AttentionLens.Rendering;

/// <summary>What GLib reports of a failure. The layout is that of <c>GError</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeError
{
    private readonly uint _domain;
    private readonly int _code;
    private readonly nint _message;

    /// <summary>The message of an error that a call left behind, on one line. Frees the error.</summary>
    public static unsafe string Take(nint error)
    {
        if (error == 0)
        {
            return "no reason given";
        }

        string message = Marshal.PtrToStringUTF8(((NativeError*)error)->_message) ?? "no reason given";
        LibGlib.ErrorFree(error);
        return VisibleText.Of(message);
    }
}
