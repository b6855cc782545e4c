using System.Runtime.InteropServices;

namespace AttentionLens.Rendering;

/// <summary>The calls into GLib and GObject.</summary>
internal static partial class LibGlib
{
    public const string Name = "libglib-2.0.so.0";
    public const string ObjectName = "libgobject-2.0.so.0";

    [LibraryImport(Name, EntryPoint = "g_error_free")]
    public static partial void ErrorFree(nint error);

    [LibraryImport(ObjectName, EntryPoint = "g_object_unref")]
    public static partial void ObjectUnref(nint instance);
}
