/** What kind of place an Android or Java frame is, by stage (see `category-stages.ts`). Facts: see NOTICE. */
export const JVM_CATEGORIES = {
  system: String.raw`
module:dalvik.system.* category=system
module:com.android.* category=system
module:com.lenovo.lsf.* category=system
module:com.lenovo.payplus.* category=system
`,
  std: String.raw`
module:java.* category=std
module:com.google.crypto.* category=std
module:com.google.android.* category=std
module:javax.crypto.* category=std
module:android.database.* category=std
module:androidx.* category=std
module:android.* category=std
`,
  systemAgain: String.raw`
module:android.os.* category=system
`,
  ui: String.raw`
module:android.view.* category=ui
module:android.text.* category=ui
module:android.widget.* category=ui
module:android.app.Dialog category=ui
module:androidx.*.widget.* category=ui
module:com.google.android.material.* category=ui
`,
  indirection: String.raw`
category:ui function:handleMessage category=indirection
category:ui function:run category=indirection
`,
  threadbase: String.raw`
module:android.os.AsyncTask* function:call category=threadbase
module:java.util.concurrent.ThreadPoolExecutor* function:runWorker category=threadbase
module:android.os.* function:call category=threadbase
module:android.app.ActivityThread function:main category=threadbase
module:android.view.View function:layout category=threadbase
module:android.os.Looper function:loop category=threadbase
module:android.os.Handler function:dispatchMessage category=threadbase
module:android.os.Handler function:handleCallback category=threadbase
module:android.app.ActivityThread* function:handleMessage category=threadbase
`,
  indirectionAgain: String.raw`
module:java.lang.reflect.* category=indirection
module:java.lang.Class function:getMethod category=indirection
module:androidx.work.impl.utils.ForceStopRunnable category=indirection
`,
  telemetry: String.raw`
module:cn.gundam.sdk.* category=telemetry
module:com.lenovo.payplus.analytics.* category=telemetry
`,
  load: String.raw`
module:java.lang.System function:loadLibrary category=load
module:java.lang.Runtime function:loadLibrary* category=load
`,
} as const;
